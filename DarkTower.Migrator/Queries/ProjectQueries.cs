using DarkTower.Migrator.Verbs;
using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DarkTower.Migrator.Queries;

/// <summary>The queries of a project, read from its sources: it need not build.</summary>
/// <param name="Folder">The project's.</param>
/// <param name="Queries">In the order of their files.</param>
/// <param name="TenantIdTypes">Names of the types that are a tenant's id.</param>
internal sealed record ProjectQueries(string Folder, IReadOnlyList<QuerySource> Queries, ISet<string> TenantIdTypes)
{
    // The compiler that builds the project may be newer than this parser; what it reads of it is the same.
    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview);

    /// <param name="folders">Of the projects; without any, all of the clone that have a lock file.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="Refusal">There is no such folder, or none at all.</exception>
    public static async Task<IReadOnlyList<ProjectQueries>> ReadAsync(IReadOnlyList<string> folders, CancellationToken cancellation)
    {
        var ofClone = Clone.FindRoot() is { } root ? WithLock(root) : [];
        IReadOnlyList<string> wanted = folders.Count > 0 ? [.. folders.Select(Path.GetFullPath)] : ofClone;
        if (wanted.Count == 0)
            throw new Refusal(ExitCode.Usage, $"No {Describe.FileName} was found; say with --project which folder gets it.");
        Dictionary<string, List<SyntaxTree>> trees = [];
        foreach (var folder in wanted.Union(ofClone))
            trees[folder] = await ParseAsync(folder, cancellation);
        // A project's tenant may be the type of another project.
        var tenantIdTypes = QuerySource.TenantIdTypes(trees.Values.SelectMany(each => each));
        return [.. wanted.Select(folder => new ProjectQueries(folder, [.. trees[folder].SelectMany(QuerySource.ReadAll)], tenantIdTypes))];
    }

    /// <summary>Right below the clone's root, where the services are.</summary>
    public bool IsService => File.Exists(Path.Combine(Folder, "..", "DarkTower.sln"));

    public string InFolder(QuerySource query) => Path.GetRelativePath(Folder, query.Path).Replace('\\', '/');

    private static IReadOnlyList<string> WithLock(string root) =>
    [
        .. Directory.EnumerateFiles(root, Describe.FileName, SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<List<SyntaxTree>> ParseAsync(string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw new Refusal(ExitCode.Usage, $"There is no folder {folder}.");
        List<SyntaxTree> trees = [];
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, cancellation);
            trees.Add(CSharpSyntaxTree.ParseText(text, Newest, file, cancellationToken: cancellation));
        }
        return trees;
    }
}
