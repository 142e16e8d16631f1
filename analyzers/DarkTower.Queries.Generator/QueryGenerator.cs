using System.Collections.Immutable;
using DarkTower.Queries.Emission;
using DarkTower.Queries.Locking;
using DarkTower.Queries.Model;
using DarkTower.Queries.Shapes;
using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DarkTower.Queries;

/// <summary>Writes the bodies of checked queries, one file for each. What is wrong the analyzer says; then the body throws.</summary>
[Generator]
public sealed class QueryGenerator : IIncrementalGenerator
{
    internal const string DeclarationStep = "Declaration";
    internal const string InputStep = "Input";
    internal const string ModelStep = "Model";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var file = context.AdditionalTextsProvider
            .Where(LockFile.IsLock)
            .Select((text, cancellation) => LockFile.Read(text, cancellation).Lock)
            .Collect()
            .Select((locks, _) => locks.FirstOrDefault());
        var tenant = Declarations(context, "DarkTower.Queries.TenantQueryAttribute");
        var global = Declarations(context, "DarkTower.Queries.GlobalQueryAttribute");
        Bodies(context, tenant, file);
        Bodies(context, global, file);

        var enums = tenant.Collect().Combine(global.Collect())
            .SelectMany((both, _) => both.Left.AddRange(both.Right).SelectMany(Enums).Distinct().ToImmutableArray());
        context.RegisterSourceOutput(enums, (output, leaf) => output.AddSource(EnumWriter.Hint(leaf), EnumWriter.Write(leaf)));
    }

    private static IncrementalValuesProvider<QueryDeclaration> Declarations(
        IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, (node, _) => node is MethodDeclarationSyntax, (found, _) => Declaration(found))
            .Where(declaration => declaration is { CanHaveBody: true })
            .Select((declaration, _) => declaration!)
            .WithTrackingName(DeclarationStep);

    private static QueryDeclaration? Declaration(GeneratorAttributeSyntaxContext found)
    {
        var method = (MethodDeclarationSyntax)found.TargetNode;
        // A method with two of them is one query, wrong, and the first one's.
        return QuerySource.QueryAttribute(method) is { } attribute
            && attribute.Span == found.Attributes[0].ApplicationSyntaxReference?.Span
            ? DeclarationReader.Read((IMethodSymbol)found.TargetSymbol, QuerySourceReader.Read(method, attribute)).Declaration
            : null;
    }

    private static void Bodies(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<QueryDeclaration> declarations,
        IncrementalValueProvider<QueryLock?> file)
    {
        var models = declarations.Combine(file)
            .Select((pair, _) => QueryInput.Of(pair.Left, pair.Right))
            .WithTrackingName(InputStep)
            .Select((input, _) => ModelBuilder.Build(input))
            .WithTrackingName(ModelStep);
        context.RegisterSourceOutput(models, (output, model) => output.AddSource(model.Query.Hint, QueryWriter.Write(model)));
    }

    /// <summary>The mapping is the same for an enum, what holds it and arrays of it.</summary>
    private static IEnumerable<Leaf> Enums(QueryDeclaration query) => Leaves(query.Parameters.Select(parameter => parameter.Shape))
        .Concat(query.Result is null ? [] : Leaves([query.Result]))
        .Where(leaf => leaf is { Kind: LeafKind.Enum, Values.Count: > 0 })
        .Select(leaf => leaf with { Type = leaf.Wrapped ?? leaf.Type, Wrapped = null, IsArray = false, ElementNullable = false });

    private static IEnumerable<Leaf> Leaves(IEnumerable<Shape> shapes) => shapes.SelectMany(shape =>
        (shape.Leaf is null ? Array.Empty<Leaf>() : [shape.Leaf]).Concat(Leaves(shape.Members.Select(member => member.Shape))));
}
