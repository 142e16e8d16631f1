using System.Reflection;
using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

public sealed partial class DrawsTests
{
    /// <summary>Every statement of the service, as it is sent.</summary>
    private static readonly List<(string Name, string Sql)> Statements = [.. typeof(OrgId).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Query))
        .Select(field => (Query)field.GetValue(null)!)
        .Select(query => (query.Name, Spaces().Replace(string.Join(' ', query.Sql), " ")))];

    [Fact]
    public void G7_a_draw_is_above_0_and_at_most_1_whatever_the_bits()
    {
        Assert.Equal(1, Draws.Of(ulong.MaxValue));
        Assert.Equal(Math.Pow(2, -53), Draws.Of(0));
        Assert.True(double.IsFinite(Math.Log(Draws.Of(0)) / 0.01));
    }

    [Fact]
    public void G7_both_choices_rank_their_candidates_by_the_same_words()
    {
        var choices = Statements.Where(statement => statement.Sql.Contains("ln(", StringComparison.Ordinal)).ToList();

        Assert.Equal(["AssignMeeting", "PickMediaHandlers"], choices.Select(choice => choice.Name).Order(StringComparer.Ordinal));
        Assert.All(choices, choice => Assert.Matches(
            @"ORDER BY load, l\.last_heartbeat_at DESC, \w\.\w+_id LIMIT 5 \), .*"
            + @"row_number\(\) OVER \(ORDER BY load, last_heartbeat_at DESC, \w+_id\) AS place FROM candidates .*"
            + @"ORDER BY ln\(\(\$\d+::float8\[\]\)\[place\]\) / \(1 - least\(load, 0\.99\)\) DESC LIMIT ", choice.Sql));
    }

    /// <summary>A threshold on one side that the other does not have is a controller that is neither taken nor replaced.</summary>
    [Fact]
    public void A7_G6_healthy_and_fresh_has_one_meaning_and_its_time_is_a_typed_interval_of_the_database()
    {
        var fresh = Statements.SelectMany(statement => Fresh().Matches(statement.Sql)).Select(match => match.Value).ToList();

        Assert.True(fresh.Count >= 5);
        Assert.All(fresh, each => Assert.Contains(each, (string[])
        [
            "l.health IN ('healthy', 'degraded') AND l.last_heartbeat_at > now() - interval '30 seconds'",
            "l.health = 'draining' AND l.last_heartbeat_at > now() - interval '30 seconds'",
        ]));
        var ages = Statements.SelectMany(statement => Aged().Matches(statement.Sql)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(["1 hour", "30 seconds"], ages.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Statements, statement => statement.Sql.Contains("::interval", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"l\.health (?:IN \([^)]*\)|= '\w+') AND l\.last_heartbeat_at > [^)]*\) - interval '[^']*'")]
    private static partial Regex Fresh();

    [GeneratedRegex(@"last_(?:heartbeat|activity)_at[^<>]{0,40}(?:<=|>) now\(\) - interval '([^']*)'")]
    private static partial Regex Aged();
}
