using DarkTower.Migrator.Queries.Worlds;

namespace DarkTower.Migrator.Tests.Queries.Worlds;

public sealed class PatternTextTests
{
    [Theory]
    [InlineData("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    [InlineData("^[0-9A-Za-z]{12}$")]
    [InlineData("^dtk_[0-9A-Za-z_-]{0,28}$")]
    [InlineData("^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$")]
    [InlineData("^(eu|us)-(?:west|east)-[1-9]$")]
    [InlineData(@"^\d{3}\.\w+[.]x*$")]
    public void Text_fits_the_pattern_and_differs_from_number_to_number(string pattern)
    {
        var text = PatternText.For(pattern);

        var texts = Enumerable.Range(1, 4).Select(number => text(number)!).ToList();

        Assert.All(texts, one => Assert.Matches(pattern, one));
        Assert.Equal(4, texts.Distinct().Count());
    }

    [Fact]
    public void A_class_by_name_is_known_and_what_is_not_known_gives_nothing()
    {
        Assert.Matches("^[^@ ]+@[^@ ]+$", PatternText.For("^[^@[:space:]]+@[^@[:space:]]+$")(7)!);
        Assert.Matches("^[$](2[aby]|argon2id)[$]", PatternText.For("^[$](2[aby]|argon2id)[$]")(7)!);
        Assert.Null(PatternText.For("^(?=a)b$")(7));
        Assert.Null(PatternText.For(@"^\mword\M$")(7));
    }
}
