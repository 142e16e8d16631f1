using System.Text.Json;
using DarkTower.Migrator.Review;
using DarkTower.Migrator.Review.Output;
using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Verbs;

/// <summary>
/// The review as one JSON message in and one out: <c>{requesting_agent, request_type: "get_database_context", payload: {query,
/// operation}}</c> is answered by <c>{database_response: {current_schema, recommended_changes, migration_required, breaking_changes}}</c>.
/// </summary>
internal static class ReviewContext
{
    private const string RequestType = "get_database_context";

    public static async Task RunAsync(
        string path, IReadOnlyList<int> pg, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var query = Query(path == "-" ? await Console.In.ReadToEndAsync(cancellation) : await ReadAsync(path, cancellation));
        var set = MigrationSet.Load();
        await using var servers = new ReviewServers(progress.WriteLine);
        var request = new ReviewRequest(
            new Script("query", query), null, [], set.All.Last().Version, InTransaction: true, NeedsDown: false, AsOwner: true);
        var report = await new Reviewer(servers).ReviewAsync(request, pg, cancellation);
        await Json.WriteAsync(output, await ContextAnswer.OfAsync(servers, request, report, cancellation));
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(ExitCode.Usage, $"{path} cannot be read: {error.Message}", error);
        }
    }

    private static string Query(string text)
    {
        try
        {
            using var message = JsonDocument.Parse(text);
            var root = message.RootElement;
            if (root.GetProperty("request_type").GetString() != RequestType)
                throw new Refusal(ExitCode.Usage, $"--context answers request_type {RequestType} only.");
            return root.GetProperty("payload").GetProperty("query").GetString() ?? "";
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new Refusal(ExitCode.Usage,
                "--context wants {\"requesting_agent\": …, \"request_type\": \"get_database_context\", "
                + "\"payload\": {\"query\": …, \"operation\": …}}.", error);
        }
    }
}
