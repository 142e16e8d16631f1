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
    public static async Task<ProjectQueries> ReadAsync(string folder, CancellationToken cancellation)
    {
        List<SyntaxTree> trees = [];
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, cancellation);
            trees.Add(CSharpSyntaxTree.ParseText(text, path: file, cancellationToken: cancellation));
        }
        return new ProjectQueries(folder, [.. trees.SelectMany(QuerySource.ReadAll)], QuerySource.TenantIdTypes(trees));
    }

    public string InFolder(QuerySource query) => Path.GetRelativePath(Folder, query.Path).Replace('\\', '/');
}
