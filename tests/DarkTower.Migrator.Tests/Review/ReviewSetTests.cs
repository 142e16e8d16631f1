using DarkTower.Migrator.Review.Hazards;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>What review finds, judged by cases that were written without looking at it and checked on real servers.</summary>
public sealed class ReviewSetTests(ReviewSet set) : IClassFixture<ReviewSet>
{
    [Fact]
    public async Task At_least_95_of_100_hazards_are_named()
    {
        var judged = await set.OfAsync("hazards");
        var missed = judged.Where(one => !one.IsNamed).ToList();

        Assert.True(missed.Count * 100 <= judged.Count * 5, $"{missed.Count} of {judged.Count} missed:\n{string.Join('\n', missed)}");
    }

    [Fact]
    public async Task At_most_one_safe_change_is_an_alarm()
    {
        var judged = await set.OfAsync("safe");
        var alarms = judged.Where(one => one.Alarms.Count > 0).ToList();

        Assert.True(alarms.Count <= 1, $"{alarms.Count} of {judged.Count} are alarms:\n{string.Join('\n', alarms)}");
    }

    [Fact]
    public async Task Each_broken_rule_of_the_house_is_refused_by_its_code_alone()
    {
        var judged = await set.OfAsync("house");
        var wrong = judged.Where(one => one.IsWrongOfHouse).ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {judged.Count} wrong:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_hazard_of_the_catalogue_has_a_case()
    {
        var expected = ReviewCase.Of("hazards").SelectMany(one => one.Expected.Take(1)).ToList();
        // The general ways to fail are one hazard: fail.*; the last two are about what review itself reads and makes.
        var missing = Catalogue.All.Select(hazard => hazard.Code)
            .Where(code => !code.StartsWith("fail.", StringComparison.Ordinal) && !expected.Contains(code));

        Assert.Equal([], missing);
    }

    [Theory]
    [InlineData("hazards", 90)]
    [InlineData("safe", 45)]
    [InlineData("house", 16)]
    public void The_set_is_large_enough_and_every_case_says_why(string family, int atLeast)
    {
        var cases = ReviewCase.Of(family);

        Assert.True(cases.Count >= atLeast, $"{cases.Count} cases in {family}");
        Assert.All(cases, one => Assert.Contains("-- why: ", one.Up));
        Assert.All(cases, one => Assert.Equal(family != "safe", one.Expected.Count > 0));
    }
}
