using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

/// <summary>On a database of its own, where the next codes that are drawn are one that a meeting has.</summary>
public sealed class MeetingCodeCollisionTests : IAsyncLifetime
{
    private readonly GcDatabaseProcess _process = new();

    private GcClient Gc => _process.Gc;

    public async Task InitializeAsync()
    {
        await _process.InitializeAsync();
        await _process.ExecuteAsync("CREATE TABLE test_draws (unlucky int NOT NULL)");
        await _process.ExecuteAsync("INSERT INTO test_draws VALUES (0)");
        await _process.ExecuteAsync(
            """
            CREATE FUNCTION test_draw() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
            BEGIN
                UPDATE test_draws SET unlucky = unlucky - 1 WHERE unlucky > 0;
                IF FOUND THEN NEW.meeting_code := 'AAAAAAAAAAAA'; END IF;
                RETURN NEW;
            END
            $$
            """);
        await _process.ExecuteAsync(
            "CREATE TRIGGER test_draw BEFORE INSERT ON meeting_codes FOR EACH ROW EXECUTE FUNCTION test_draw()");
        await DrawAsync(unlucky: 1);
        (await Gc.PostMeetingAsync(await Gc.NewOrgAsync(), new { displayName = "first" })).Expect(201);
    }

    public Task DisposeAsync() => _process.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_code_that_another_meeting_has_is_drawn_again(int unlucky)
    {
        var org = await Gc.NewOrgAsync();
        await DrawAsync(unlucky);

        var created = (await Gc.PostMeetingAsync(org, new { displayName = "m" })).Expect(201);

        Assert.Equal(created.Id("meetingId"),
            (await Gc.GetAsync($"/v1/meeting-codes/{created["meetingCode"].GetString()}")).Expect(200).Id("meetingId"));
        Assert.Equal("1 1 1 2", await CountsAsync(org));
    }

    [Fact]
    public async Task After_three_draws_the_caller_is_told_to_try_again_and_nothing_is_written()
    {
        var org = await Gc.NewOrgAsync();
        await DrawAsync(unlucky: 3);

        var refused = (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(503, "meeting-code-taken");

        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("0 0 0 1", await CountsAsync(org));
        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).Expect(201);
    }

    [Fact]
    public async Task A_request_with_an_idempotency_key_draws_again_too()
    {
        var org = await Gc.NewOrgAsync();
        await DrawAsync(unlucky: 2);

        var first = (await PostAsync()).Expect(201);

        Assert.Equal(first.Text, (await PostAsync()).Expect(201).Text);
        Assert.Equal("1 1 1 2", await CountsAsync(org));

        Task<Answer> PostAsync() => Gc.PostAsync($"/v1/orgs/{org}/meetings", new { displayName = "m" }, idempotencyKey: "k");
    }

    private Task DrawAsync(int unlucky) => _process.ExecuteAsync("UPDATE test_draws SET unlucky = $1", unlucky);

    private Task<string> CountsAsync(Guid org) => _process.ScalarAsync<string>(
        """
        SELECT concat_ws(' ', open_meetings, (SELECT count(*) FROM meetings WHERE org_id = $1),
            (SELECT count(*) FROM meeting_codes WHERE org_id = $1), (SELECT count(*) FROM audit_logs WHERE org_id = $1))
        FROM organizations WHERE org_id = $1
        """, org);
}
