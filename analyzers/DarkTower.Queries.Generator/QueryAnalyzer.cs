using System.Collections.Concurrent;
using System.Collections.Immutable;
using DarkTower.Queries.Locking;
using DarkTower.Queries.Model;
using DarkTower.Queries.Rules;
using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DarkTower.Queries;

/// <summary>Says at the line of the SQL or of the member what is wrong with a checked query.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. Rule.ById.Values.Where(rule => rule != CodeRules.Command)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var file = start.Options.AdditionalFiles.Where(LockFile.IsLock)
                .Select(text => LockFile.Read(text, start.CancellationToken)).FirstOrDefault();
            var queries = new ConcurrentBag<QuerySource>();
            // By file: for the declaring part of a partial method whose other part is generated, actions on nodes do not run.
            start.RegisterSemanticModelAction(model => Analyze(model, file?.Lock, queries));
            start.RegisterCompilationEndAction(end => new WholeProject(end, file).Check([.. queries]));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, QueryLock? file, ConcurrentBag<QuerySource> queries)
    {
        foreach (var source in QuerySource.ReadAll(context.SemanticModel.SyntaxTree))
        {
            queries.Add(source);
            if (context.SemanticModel.GetDeclaredSymbol(source.Method, context.CancellationToken) is not IMethodSymbol symbol)
                continue;
            var (declaration, places) = DeclarationReader.Read(symbol, source);
            foreach (var finding in ModelBuilder.Build(QueryInput.Of(declaration, file)).Findings)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule.ById[finding.Id], Locate(finding.Place, source, places), [.. finding.Arguments]));
            }
        }
    }

    private static Location Locate(Place place, QuerySource source, Places places)
    {
        if (place.Statement is not { } statement)
            return places[place.Start];
        var literal = statement < 0 ? source.TenantFrom! : source.Statements[statement];
        return source.Method.SyntaxTree.GetLocation(literal.Place(place.Start, place.Length));
    }
}
