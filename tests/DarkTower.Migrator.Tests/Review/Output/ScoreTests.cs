using DarkTower.Migrator.Review;
using DarkTower.Migrator.Review.Output;

namespace DarkTower.Migrator.Tests.Review.Output;

public sealed class ScoreTests
{
    [Theory]
    [InlineData("", 100, "no concern")]
    [InlineData("n", 99, "no concern")]
    [InlineData("nnnnnnnn", 95, "no concern")]
    [InlineData("w", 90, "no concern")]
    [InlineData("ww", 80, "minor")]
    [InlineData("wwwwwwww", 60, "workable")]
    [InlineData("e", 60, "workable")]
    [InlineData("ee", 48, "major")]
    [InlineData("g", 40, "major")]
    [InlineData("ge", 28, "flawed")]
    [InlineData("gggg", 0, "flawed")]
    public void A_score_is_what_its_reasons_add_up_to(string findings, int value, string meaning)
    {
        var score = Score.Of([.. findings.Select(Of)]);

        Assert.Equal((value, meaning), (score.Value, score.Meaning));
        var taken = score.Reasons.Sum(reason => int.Parse(reason.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(value, Math.Max(0, 100 + taken));
    }

    private static Finding Of(char kind, int number) => new(
        kind == 'g' ? "data.drop-table" : "lock.index-create",
        kind switch { 'n' => Severity.Note, 'w' => Severity.Warning, _ => Severity.Error }, "up.sql", number, number, $"t{number}", "", "");
}
