using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DarkTower.ServiceDefaults;

/// <summary>Runs a service so that a start that cannot succeed ends with one clear line.</summary>
public static class ServiceHost
{
    /// <summary>Runs until stopped. The last line of a service's Program.cs: <c>return app.RunService();</c></summary>
    /// <param name="host">The built application.</param>
    /// <returns>The exit code: 0 after a normal stop, 1 when the service could not start or had to stop itself.</returns>
    public static int RunService(this IHost host)
    {
        var name = host.Services.GetRequiredService<IHostEnvironment>().ApplicationName;
        var refusal = host.Services.GetService<Refusal>();
        try
        {
            host.Run();
            return refusal?.Message is { } reason ? End(name, "stopped", reason) : 0;
        }
        catch (Exception e) when (e is StartupException or SocketException || (e is IOException && e.InnerException is not null))
        {
            return End(name, "cannot start", e.Message); // configuration, or a port that is taken or not ours to take
        }
    }

    private static int End(string name, string what, string why)
    {
        Console.Error.WriteLine($"{name} {what}: {why}");
        return 1;
    }
}

/// <summary>Why a service that had started stopped itself.</summary>
internal sealed class Refusal(IHostApplicationLifetime lifetime)
{
    public string? Message { get; private set; }

    public void Stop(string message)
    {
        Message = message;
        lifetime.StopApplication();
    }
}
