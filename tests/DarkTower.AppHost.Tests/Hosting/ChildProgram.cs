using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Aspire.Hosting;

namespace DarkTower.AppHost.Tests.Hosting;

/// <summary>
/// This assembly as a program of its own, for tests that need a project resource or an AppHost to kill: started with the variable
/// below it does what that says and never gets to the test runner.
/// </summary>
internal static class ChildProgram
{
    public const string Role = "DARKTOWER_TEST_ROLE";
    public const string Web = "web";
    public const string AppHost = "apphost";

#pragma warning disable CA2255 // The one hook that runs before the entry point the test SDK generates.
    [ModuleInitializer]
    internal static void Run()
    {
        switch (Environment.GetEnvironmentVariable(Role))
        {
            case Web:
                Serve();
                break;
            case AppHost:
                RunAppHost(Environment.GetCommandLineArgs()[1]);
                break;
        }
    }
#pragma warning restore CA2255

    /// <summary>Answers every request with its process id, except /health while the file "sick" is there.</summary>
    private static void Serve()
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")! + "/");
        listener.Start();
        while (true)
        {
            var context = listener.GetContext();
            var isSick = context.Request.RawUrl == "/health" && File.Exists(Environment.GetEnvironmentVariable("SICK_FILE"));
            context.Response.StatusCode = isSick ? 503 : 200;
            context.Response.KeepAlive = false;
            context.Response.Close(System.Text.Encoding.UTF8.GetBytes(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), willBlock: true);
        }
    }

    /// <summary>An AppHost whose programs have programs of their own, and one that is always just starting.</summary>
    private static void RunAppHost(string folder)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, Args = [] });
        var store = builder.AddShell("store", folder, "echo $$ >> pids; sleep 300 & echo $! >> pids; trap '' TERM; wait; sleep 300");
        builder.AddShell("service", folder, "echo $$ >> pids; exec sleep 300").WaitFor(store);
        builder.AddShell("job", folder, "echo $$ >> pids; sleep 300 & echo $! >> pids; exit 0").WaitFor(store);
        builder.Build().Run();
    }
}
