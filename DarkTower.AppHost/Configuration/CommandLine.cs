namespace DarkTower.AppHost.Configuration;

/// <summary>What the AppHost says on the command line besides running: its help, and one line instead of a stack trace for a bad configuration.</summary>
internal static class CommandLine
{
    private const string Help = """
        Starts the Dark Tower data plane: PostgreSQL, Redis, migrator, gc-database, mc-state and the Aspire dashboard.

          dotnet run --project DarkTower.AppHost [-- --Key=value ...]

        Keys (also as environment variables, with __ for :)
          ConnectionStrings:darktower      use this PostgreSQL (a superuser, or a role that may create roles) instead of starting one
          ConnectionStrings:redis          use this Redis-protocol server (host:port,password=...) instead of starting one
          Parameters:platform-key          key of the two HTTP APIs (at least 32 characters; generated otherwise)
          DarkTower:DataDirectory          folder of the embedded stores' data and of the generated secrets
          DarkTower:Containers             false: never use containers, even when a container runtime answers
          DarkTower:PostgresMajor          15 to 18, embedded PostgreSQL (default 18)
          DarkTower:PostgresBinDirectory   an installed PostgreSQL's folder with initdb and postgres
          DarkTower:RedisEngine            garnet (default), redis-server or valkey-server
          DarkTower:GcDatabaseReplicas     replicas of gc-database (default 1)
          DarkTower:McStateReplicas        replicas of mc-state (default 1)
          DarkTower:GcDatabasePoolSize     PostgreSQL connections of one gc-database replica
          DarkTower:DemoLoadRate           journeys a second of demo-load, which is started by hand in the dashboard (default 2)
          DarkTower:UpkeepHours            hours between two runs of the jobs retention and partitions (default 24)
          DARKTOWER_CACHE                  environment only: folder of fetched programs

        Publishing
          dotnet run --project DarkTower.AppHost -- --publisher manifest --output-path <file or folder>
        """;

    /// <summary>Prints the help when it is asked for.</summary>
    public static bool IsHelp(string[] args)
    {
        if (!args.Any(a => a is "--help" or "-h" or "-?"))
        {
            return false;
        }

        Console.WriteLine(Help);
        return true;
    }

    /// <summary>Ends the process with exit code 2 and the message alone when a <see cref="ConfigurationException"/> is not handled.</summary>
    public static void ReportConfigurationErrors() => AppDomain.CurrentDomain.UnhandledException += (_, e) =>
    {
        for (var error = e.ExceptionObject as Exception; error is not null; error = error.InnerException)
        {
            if (error is ConfigurationException)
            {
                Console.Error.WriteLine($"error: {error.Message}");
                Environment.Exit(2);
            }
        }
    };
}
