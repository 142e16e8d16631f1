using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Tests.Running;

public sealed class ScramVerifierTests
{
    // What PostgreSQL 15 itself stored for the password "pencil".
    private const string OfPencil = "SCRAM-SHA-256$4096:2UQyiUcO7NUlI9T5Hrla7Q=="
        + "$CCIVEdaT28VjcY/CVJ82Rnx9snNVl+UkrwO23xulAKA=:ub1KUYqRHXnL2xdoz8q7VMo6AmuTKXchLZuK9UWoQ9E=";

    [Fact]
    public void A_verifier_made_by_PostgreSQL_is_recognised()
    {
        Assert.True(ScramVerifier.Matches(OfPencil, "pencil"));
        Assert.False(ScramVerifier.Matches(OfPencil, "Pencil"));
    }

    [Fact]
    public void A_verifier_matches_its_password_and_no_other_and_is_never_the_same_twice()
    {
        var verifier = ScramVerifier.Of("secret");

        Assert.True(ScramVerifier.Matches(verifier, "secret"));
        Assert.False(ScramVerifier.Matches(verifier, "secret "));
        Assert.NotEqual(verifier, ScramVerifier.Of("secret"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("md5c1fa3e5b1a8f3f9d7f0f7f4f9d7f0f7f")]
    public void Anything_else_matches_nothing(string? stored)
    {
        Assert.False(ScramVerifier.Matches(stored, "secret"));
    }
}
