using Microsoft.Extensions.Logging;

namespace DarkTower.AppHost.Tests.Dashboard;

/// <summary>The resource service as the dashboard sees it, by the field numbers of its protocol.</summary>
[Collection(ServedApplication.Collection)]
public sealed class ResourceServiceTests(ServedApplication served) : IDisposable
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));

    public void Dispose() => _deadline.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the-resource-service-kex")]
    public async Task A_call_without_the_right_key_is_refused(string? key)
    {
        using var client = served.Resources(key);

        var (status, answer) = await client.CallAsync("GetApplicationInformation", new(), _deadline.Token);

        Assert.Equal(GrpcClient.Unauthenticated, status);
        Assert.Null(answer);
    }

    [Fact]
    public async Task With_the_key_the_application_is_named()
    {
        using var client = served.Resources();

        var (status, answer) = await client.CallAsync("GetApplicationInformation", new(), _deadline.Token);

        Assert.Equal(GrpcClient.Ok, status);
        Assert.False(string.IsNullOrEmpty(answer!.Text(1)), "the dashboard's pages would have no heading");
    }

    [Fact]
    public async Task A_method_nobody_wrote_is_said_to_be_unimplemented()
    {
        using var client = served.Resources();

        var (status, _) = await client.CallAsync("NobodyWroteThis", new(), _deadline.Token);

        Assert.Equal(GrpcClient.Unimplemented, status);
    }

    [Fact]
    public async Task Interactions_are_held_open_in_silence()
    {
        using var client = served.Resources();

        using var response = await client.SendAsync("WatchInteractions", new(), _deadline.Token);
        var body = await response.Content.ReadAsStreamAsync(_deadline.Token);
        var read = body.ReadAsync(new byte[1], _deadline.Token).AsTask();
        var (status, _) = await client.CallAsync("GetApplicationInformation", new(), _deadline.Token);

        Assert.Equal("application/grpc", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(GrpcClient.Ok, status);
        Assert.False(read.IsCompleted, "something was said, or the call has ended");
    }

    [Fact]
    public async Task All_resources_come_first_then_each_change()
    {
        using var client = served.Resources();
        await using var updates = client.StreamAsync("WatchResources", new(), _deadline.Token).GetAsyncEnumerator(_deadline.Token);

        Assert.True(await updates.MoveNextAsync());
        var rows = updates.Current.Message(1)!.Messages(1).ToList();
        await served.PublishAsync(snapshot => snapshot with { State = "Warming up" });

        Assert.Contains(rows, row => row.Text(1) == "server");
        Assert.All(rows, row => Assert.True(row.Has(6), $"{row.Text(1)} has no creation time, the dashboard would fail on it"));
        Assert.True(await updates.MoveNextAsync());
        while (!updates.Current.Message(2)!.Messages(1).Any(change => change.Message(2) is { } row && IsWarmingUp(row)))
        {
            Assert.True(await updates.MoveNextAsync());
        }
    }

    [Fact]
    public async Task A_child_hangs_below_its_parent()
    {
        var database = await RowAsync("database");

        var parent = Property(database, "resource.parentName");
        Assert.Equal("server", parent!.Message(3)!.Text(3));
        Assert.Contains(database.Messages(20), relation => relation.Text(1) == "server" && relation.Text(2) == "Parent");
    }

    [Fact]
    public async Task The_value_of_a_secret_parameter_is_marked_as_sensitive()
    {
        var value = Property(await RowAsync("password"), "Value");

        Assert.True(value!.Flag(4), "the secret would be shown in clear text");
    }

    [Fact]
    public async Task A_command_carries_its_confirmation_and_runs_once()
    {
        var command = (await RowAsync("database")).Messages(11).Single(row => row.Text(1) == "empty");
        var before = served.TimesEmptied;

        var (status, outcome) = await ExecuteAsync("empty");

        Assert.Equal("Everything is deleted.", command.Text(3));
        Assert.True(command.Flag(5));
        Assert.Equal((GrpcClient.Ok, 1, "It is empty."), (status, outcome.Number(1), outcome.Text(3)));
        Assert.Equal(before + 1, served.TimesEmptied);
    }

    [Theory]
    [InlineData("break", "It cannot be broken.")]
    [InlineData("no-such", "no-such")]
    public async Task A_command_that_fails_says_why(string command, string reason)
    {
        var (status, outcome) = await ExecuteAsync(command);

        Assert.Equal((GrpcClient.Ok, 2), (status, outcome.Number(1)));
        Assert.Contains(reason, outcome.Text(3));
    }

    [Fact]
    public async Task Console_lines_come_as_they_are_written_with_errors_marked()
    {
        using var client = served.Resources();
        var console = served.ConsoleOf("followed");
        console.LogInformation("before");

        var lines = new List<WireMessage>();
        await foreach (var update in client.StreamAsync("WatchResourceConsoleLogs", new WireMessage().With(1, "followed"), _deadline.Token))
        {
            lines.AddRange(update.Messages(1));
            if (lines.Count == 1)
            {
                console.LogError("after");
            }
            if (lines.Count >= 2)
            {
                break;
            }
        }

        Assert.Collection(lines,
            line => Assert.Equal((true, false, 1), (line.Text(1)!.EndsWith("before"), line.Flag(2), line.Number(3))),
            line => Assert.Equal((true, true, 2), (line.Text(1)!.EndsWith("after"), line.Flag(2), line.Number(3))));
    }

    [Fact]
    public async Task Console_lines_end_with_the_present_ones_when_nobody_follows()
    {
        using var client = served.Resources();
        served.ConsoleOf("finished").LogInformation("the only line");

        var lines = new List<WireMessage>();
        var request = new WireMessage().With(1, "finished").With(2, true);
        await foreach (var update in client.StreamAsync("WatchResourceConsoleLogs", request, _deadline.Token))
        {
            lines.AddRange(update.Messages(1));
        }

        Assert.EndsWith("the only line", Assert.Single(lines).Text(1));
    }

    private static bool IsWarmingUp(WireMessage row) => row.Text(1) == "server" && row.Text(5) == "Warming up";

    private async Task<WireMessage> RowAsync(string name)
    {
        using var client = served.Resources();
        await foreach (var update in client.StreamAsync("WatchResources", new(), _deadline.Token))
        {
            var changed = update.Message(2)?.Messages(1).Select(change => change.Message(2)!);
            var rows = update.Message(1)?.Messages(1) ?? changed ?? [];
            if (rows.FirstOrDefault(row => row.Text(3) == name) is { } found)
            {
                return found;
            }
        }
        throw new InvalidOperationException($"The stream of resources ended without '{name}'.");
    }

    private async Task<(int Status, WireMessage Outcome)> ExecuteAsync(string command)
    {
        using var client = served.Resources();
        var request = new WireMessage().With(1, command).With(2, "database");
        var (status, outcome) = await client.CallAsync("ExecuteResourceCommand", request, _deadline.Token);
        return (status, outcome!);
    }

    private static WireMessage? Property(WireMessage row, string name) =>
        row.Messages(12).SingleOrDefault(property => property.Text(1) == name);
}
