using System.Diagnostics;
using System.Globalization;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.Hosting;

public sealed class KilledAppHostTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public async Task Nothing_outlives_an_AppHost_that_is_killed(int programsBeforeTheKill)
    {
        var folder = Directory.CreateTempSubdirectory("darktower-killed-").FullName;
        var info = new ProcessStartInfo("dotnet", [typeof(KilledAppHostTests).Assembly.Location, folder]) { RedirectStandardOutput = true };
        info.Environment[ChildProgram.Role] = ChildProgram.AppHost;
        using var appHost = Process.Start(info)!;
        _ = appHost.StandardOutput.ReadToEndAsync();
        await EventuallyAsync(() => Programs(folder).Length >= programsBeforeTheKill, "the programs of the AppHost");

        appHost.Kill();
        await appHost.WaitForExitAsync();

        await EventuallyAsync(() => Programs(folder).All(id => !ProcessTable.IsAlive(id)), "the end of every program");
        Directory.Delete(folder, recursive: true);
    }

    private static int[] Programs(string folder)
    {
        var file = Path.Combine(folder, "pids");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => int.Parse(line, CultureInfo.InvariantCulture))] : [];
    }

    private static Task EventuallyAsync(Func<bool> condition, string what) => Wait.UntilAsync(condition, what, Deadline);
}
