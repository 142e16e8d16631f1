using DarkTower.Queries.Locking;
using DarkTower.Queries.Rules;
using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DarkTower.Queries;

/// <summary>What is known when all queries of a project have been seen.</summary>
internal sealed class WholeProject(CompilationAnalysisContext context, LockFile? file)
{
    private const string MigrationEnd = ".up.sql";

    public void Check(IReadOnlyList<QuerySource> unordered)
    {
        var queries = unordered.OrderBy(query => query.Path, StringComparer.Ordinal).ThenBy(query => query.Method.SpanStart).ToList();
        foreach (var query in queries)
        {
            var other = queries.FirstOrDefault(other => other.Name == query.Name);
            if (other != query)
                Report(CodeRules.Name, query.Method.Identifier.GetLocation(), query.Name, other.ClassName);
        }
        if (file?.Lock is { } known)
        {
            CheckSchema(known);
            CheckIndexes(known);
        }
        else if (file?.Error is { } error)
        {
            Report(LockRules.Lock, file.Place(error.At), $"cannot be read: {error.Message}");
        }
        else if (queries.FirstOrDefault() is { } first)
        {
            Report(LockRules.Lock, first.Method.Identifier.GetLocation(), "is missing");
        }
    }

    private void CheckSchema(QueryLock known)
    {
        var migrations = context.Options.AdditionalFiles
            .Where(text => text.Path.EndsWith(MigrationEnd, StringComparison.Ordinal))
            .Select(text => (Path.GetFileName(text.Path), text.GetText(context.CancellationToken)?.ToString() ?? ""))
            .ToList();
        if (migrations.Count > 0 && Fingerprint.OfSchema(migrations) is var schema && schema != known.Schema)
            Report(LockRules.Schema, file!.Place(0), known.Schema, schema);
    }

    private void CheckIndexes(QueryLock known)
    {
        var excuses = context.Compilation.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.ToDisplayString() == "DarkTower.Queries.UnusedIndexAttribute")
            .Select(attribute => (Index: attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "", attribute))
            .ToList();
        foreach (var index in known.Unused.Where(index => excuses.All(excuse => excuse.Index != index.Name)))
            Report(TenantRules.UnusedIndex, file!.Place(index.Start), index.Name);
        foreach (var (index, attribute) in excuses.Where(excuse => known.Unused.All(index => index.Name != excuse.Index)))
        {
            var syntax = attribute.ApplicationSyntaxReference;
            Report(TenantRules.UnusedExcuse, syntax?.SyntaxTree.GetLocation(syntax.Span) ?? Location.None, index);
        }
    }

    private void Report(DiagnosticDescriptor rule, Location place, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, place, arguments));
}
