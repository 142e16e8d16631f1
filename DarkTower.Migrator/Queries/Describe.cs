using System.Reflection;
using System.Text.Json.Nodes;
using DarkTower.Migrator.Queries.Locks;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using DarkTower.Queries.Source;

namespace DarkTower.Migrator.Queries;

/// <summary>Writes <c>queries.lock.json</c> beside each project with checked queries, or says whether the one there still holds.</summary>
internal static class Describe
{
    public const string FileName = "queries.lock.json";

    public static async Task RunAsync(
        MigrationSet set, int major, IReadOnlyList<string> folders, bool check, TextWriter output, TextWriter progress,
        CancellationToken cancellation)
    {
        var projects = await ProjectQueries.ReadAsync(folders, cancellation);
        await using var server = await ScratchServer.StartAsync(major, progress.WriteLine, cancellation);
        var database = await server.CreateDatabaseAsync(null, cancellation);
        await Replay.RunAsync(database, set, null, cancellation);
        await using var describer = await Describer.CreateAsync(server, database, cancellation);

        List<(ProjectQueries Project, LockDocument Document)> described = [];
        foreach (var project in projects)
        {
            await progress.WriteLineAsync($"describing {project.Queries.Count} queries of {project.Folder} on PostgreSQL {major}");
            described.Add((project, await describer.DescribeAsync(project, SchemaHash(), progress.WriteLine, cancellation)));
        }
        // Tests and benchmarks use what they like; an index is there for the services.
        var services = described.Where(each => each.Project.IsService).Select(each => each.Document).ToList();
        var unused = await describer.UnusedIndexesAsync(services, cancellation);

        List<string> stale = [];
        foreach (var (project, document) in described)
        {
            foreach (var query in document.Queries)
            {
                // What is NULL when a row is absent is wrong only where the code has no place for that.
                var faults = query.Statements.SelectMany(statement => statement.Faults).Where(fault => fault.Rule != "null-absent");
                foreach (var found in faults)
                    await progress.WriteLineAsync($"{query.In}: {query.Name}: {found.Rule}: {found.Why}");
            }
            var wanted = project.IsService ? document with { Unused = unused } : document;
            if (await WriteAsync(Path.Combine(project.Folder, FileName), wanted.Write(), check, output, cancellation) is { } fault)
                stale.Add(fault);
        }
        if (stale.Count > 0)
            throw new Refusal(ExitCode.QueriesStale, $"{string.Join("; ", stale)}. Run `describe` and commit the file.");
    }

    /// <summary>Says what it did; gives what is stale when it may not write.</summary>
    private static async Task<string?> WriteAsync(
        string path, string wanted, bool check, TextWriter output, CancellationToken cancellation)
    {
        var found = File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellation)).ReplaceLineEndings("\n") : null;
        var change = found == wanted ? null : ChangeOf(found, wanted);
        if (check && change is not null)
            return $"{path} is stale: {change}";
        if (change is not null)
            await File.WriteAllTextAsync(path, wanted, cancellation);
        await output.WriteLineAsync(change is null ? $"{path} holds" : $"wrote {path}: {change}");
        return null;
    }

    private static string ChangeOf(string? found, string wanted)
    {
        if (found is null)
            return "it was not there";
        var (before, after) = (Queries(found), Queries(wanted));
        var changed = after.Keys.Union(before.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal).ToList();
        return changed.Count == 0 ? "the schema or its indexes" : string.Join(", ", changed);
    }

    private static Dictionary<string, string> Queries(string text)
    {
        try
        {
            return JsonNode.Parse(text)!["queries"]!.AsObject().ToDictionary(query => query.Key, query => query.Value!.ToJsonString());
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or NullReferenceException or InvalidOperationException)
        {
            return []; // somebody's merge: every query is new
        }
    }

    /// <summary>Of the migrations in this build, as the build of a project computes it from their files.</summary>
    private static string SchemaHash()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return Fingerprint.OfSchema(assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".up.sql", StringComparison.Ordinal))
            .Select(name => (name, Resource.Read(name, assembly))));
    }
}
