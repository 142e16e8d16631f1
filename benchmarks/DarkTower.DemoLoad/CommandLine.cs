namespace DarkTower.DemoLoad;

internal static class CommandLine
{
    public static readonly Dictionary<string, string> Switches = new()
    {
        ["--rate"] = $"{DemoLoadOptions.Section}:{nameof(DemoLoadOptions.Rate)}",
    };

    private const string Help = """
        demo-load: steady, modest traffic of real calls, so that traces and metrics have something to show.

          --rate N    journeys per second, 0.1 to 1000 (default 2; configuration key DemoLoad:Rate)
          --help      this text

        A journey: a guest joins a meeting through gc-database and through mc-state, beats once, looks around and leaves.
        It needs Authentication:PlatformKey, services:gc-database:http:0 and services:mc-state:http:0. Ctrl-C ends it.
        """;

    /// <summary>The exit code when there is nothing to run: help, or something unknown.</summary>
    public static int? Answer(string[] args)
    {
        if (args is ["--help" or "-h" or "-?"])
        {
            Console.WriteLine(Help);
            return 0;
        }

        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=')[0];
            if (!Switches.ContainsKey(name) || (name == args[i] && ++i == args.Length))
            {
                Console.Error.WriteLine($"demo-load cannot start: {name} is not known or has no value; --help says what is.");
                return 1;
            }
        }

        return null;
    }
}
