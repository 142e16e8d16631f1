using System.ComponentModel;
using System.Diagnostics;

namespace DarkTower.AppHost.Stores;

internal static class ContainerRuntime
{
    /// <summary>The container runtime whose engine answers within three seconds, or null.</summary>
    /// <remarks>
    /// Never add a container resource in run mode when this is null: everything that waits for it would wait for ever. The switch is off where
    /// the hosting library at hand starts no containers (build/ sets it).
    /// </remarks>
    public static string? Find() =>
        AppContext.TryGetSwitch("DarkTower.AppHost.StartsContainers", out var starts) && !starts
            ? null
            : Array.Find(["docker", "podman"], Answers);

    private static bool Answers(string runtime)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(runtime, ["version", "--format", "{{.Server.Version}}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            if (process.WaitForExit(TimeSpan.FromSeconds(3)))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
