using DarkTower.McState.Infrastructure;

namespace DarkTower.McState.Tests.Infrastructure;

public sealed class MeetingKeysTests
{
    // Written down once, for ever: another tag for these would lose every meeting of a running store.
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "{s000}")]
    [InlineData("0199e2a4-5c1e-7d30-a6f1-3f6a8c2d9b10", "{s125}")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "{s250}")]
    public void The_shard_of_a_meeting_never_changes(string meeting, string tag)
    {
        Assert.Equal($"m:{tag}:{meeting}:h", new MeetingKeys(meeting).Meeting);
        Assert.Equal($"due:{tag}", new MeetingKeys(meeting).Due);
    }

    [Fact]
    public void Meetings_spread_over_all_256_shards()
    {
        var shards = Enumerable.Range(0, 25_600).CountBy(_ => new MeetingKeys(Guid.CreateVersion7().ToString()).Due).ToList();

        Assert.Equal(256, shards.Count);
        Assert.All(shards, shard => Assert.InRange(shard.Value, 40, 180));
    }

    [Theory]
    [InlineData("host", null, "Ann")]
    [InlineData("participant", "0199e2a4-5c1e-7d30-a6f1-3f6a8c2d9b10", "a|b|c")]
    [InlineData("guest", null, "|")]
    public void A_profile_comes_back_as_it_was_packed(string role, string? user, string name) =>
        Assert.Equal((role, user, name), Profile.Unpack(Profile.Pack(role, user, name)));

    [Fact]
    public void A_profile_with_a_name_of_25_letters_stays_within_what_Redis_keeps_compact()
    {
        var packed = "1795170929561|" + Profile.Pack("participant", Guid.NewGuid().ToString(), new string('n', 25));

        Assert.True(packed.Length <= 64, packed);
    }
}
