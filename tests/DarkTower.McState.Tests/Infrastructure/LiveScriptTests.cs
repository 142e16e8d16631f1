using System.Text.RegularExpressions;
using DarkTower.McState.Infrastructure;

namespace DarkTower.McState.Tests.Infrastructure;

/// <summary>The dialect both engines run alike; what it does is tested on the engines.</summary>
public sealed partial class LiveScriptTests
{
    private static readonly string[] Commands =
    [
        "GET", "HDEL", "HGET", "HGETALL", "HMGET", "HSET", "LTRIM", "PEXPIRE", "RPUSH", "SET", "TIME",
        "ZADD", "ZCOUNT", "ZMSCORE", "ZRANGE", "ZRANGEBYSCORE", "ZREM", "ZSCORE",
    ];

    public static TheoryData<string> Scripts => ["lease", "claim", "join", "heartbeat", "snapshot", "probe"];

    [Theory, MemberData(nameof(Scripts))]
    public void A_script_stays_inside_the_dialect(string name)
    {
        var script = Script(name);
        var code = Comment().Replace(script.Text, "");

        Assert.All(script.Text, character => Assert.True(char.IsAscii(character)));
        Assert.Equal([], Call().Matches(code).Select(call => call.Groups[1].Value).Except(Commands));
        Assert.DoesNotMatch(@"\b(tostring|pcall|error_reply|status_reply|setmetatable|load|loadstring|goto|while)\b", code);
        Assert.DoesNotMatch(@"%d|//", code);
        Assert.DoesNotMatch(@"redis\.call\([^')]", code); // the command is a literal, so that the list above is all there is
    }

    [Theory, MemberData(nameof(Scripts))]
    public void A_script_names_its_keys_and_arguments(string name)
    {
        var prelude = LiveScript.Probe.Text.IndexOf("-- Holds its key", StringComparison.Ordinal);
        var own = Script(name).Text[prelude..];
        var header = string.Join('\n', own.Split('\n').TakeWhile(line => line.StartsWith("--")));

        Assert.Contains("KEYS 1", header);
        Assert.Contains("ARGV 1", header);
        Assert.Contains("Reply", header);
    }

    private static LiveScript Script(string name) => name switch
    {
        "lease" => LiveScript.Lease,
        "claim" => LiveScript.Claim,
        "join" => LiveScript.Join,
        "heartbeat" => LiveScript.Heartbeat,
        "snapshot" => LiveScript.Snapshot,
        _ => LiveScript.Probe,
    };

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"redis\.call\('(\w+)'")]
    private static partial Regex Call();
}
