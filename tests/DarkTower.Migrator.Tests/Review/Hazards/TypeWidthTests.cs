using DarkTower.Migrator.Review.Hazards;

namespace DarkTower.Migrator.Tests.Review.Hazards;

public sealed class TypeWidthTests
{
    [Theory]
    [InlineData("character varying(50)", "character varying(100)", false)]
    [InlineData("character varying(50)", "character varying", false)]
    [InlineData("character varying(50)", "text", false)]
    [InlineData("text", "character varying(50)", true)]
    [InlineData("character varying(50)", "character varying(20)", true)]
    [InlineData("integer", "bigint", false)]
    [InlineData("bigint", "integer", true)]
    [InlineData("integer", "numeric", false)]
    [InlineData("numeric(10,2)", "numeric(12,2)", false)]
    [InlineData("numeric(10,2)", "numeric(10,4)", true)]
    [InlineData("numeric(10,2)", "numeric(12,1)", true)]
    [InlineData("numeric(10,2)", "numeric", false)]
    [InlineData("double precision", "real", true)]
    [InlineData("timestamp without time zone", "timestamp with time zone", false)]
    [InlineData("timestamp with time zone", "date", true)]
    [InlineData("uuid", "text", false)]
    [InlineData("text", "uuid", true)]
    [InlineData("text", "integer", true)]
    public void A_type_is_narrower_when_it_may_refuse_or_cut_a_value(string before, string after, bool narrower)
    {
        Assert.Equal(narrower, TypeWidth.IsNarrower(before, after));
    }
}
