using System.Collections.Immutable;
using DarkTower.Queries.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>A project in memory, compiled with the generator and the analyzers.</summary>
internal static class InMemory
{
    private const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.Data.Common;
        global using System.Net;
        global using System.Text.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using DarkTower.Queries;
        global using Npgsql;

        [TenantId] internal readonly record struct OrgId(Guid Value);
        internal readonly record struct UserId(Guid Value);
        internal enum UserStatus { Active, ConnectionLost }
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    public static CSharpCompilation Compile(params IEnumerable<(string Path, string Code)> files) => CSharpCompilation.Create(
        "InMemory",
        files.Prepend(("Prelude.cs", Prelude)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, Options, file.Item1)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver(string? lockText) => CSharpGeneratorDriver.Create(
        [new QueryGenerator().AsSourceGenerator()], AdditionalTexts(lockText), Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static ImmutableArray<AdditionalText> AdditionalTexts(string? lockText) => lockText is null
        ? [new InMemoryText("Migrations/1.up.sql", SourceCase.Migration)]
        : [new InMemoryText(QueryLock.FileName, lockText), new InMemoryText("Migrations/1.up.sql", SourceCase.Migration)];

    /// <summary>What the compiler, the generator and the analyzers say, as "line: message"; the compiler's warnings do not count.</summary>
    public static async Task<(IReadOnlyList<string> Said, IReadOnlyDictionary<string, string> Generated)> BuildAsync(SourceCase source)
    {
        var driver = Driver(source.Lock).RunGeneratorsAndUpdateCompilation(
            Compile((source.Name + ".cs", source.Code)), out var compilation, out var generatorSaid);
        var analyzers = compilation.WithAnalyzers(
            [new QueryAnalyzer(), new CommandAnalyzer()], new AnalyzerOptions(AdditionalTexts(source.Lock)));
        var said = (await analyzers.GetAllDiagnosticsAsync()).Concat(generatorSaid)
            .Where(diagnostic => !diagnostic.IsSuppressed
                && (diagnostic.Id[0] != 'C' || diagnostic.Severity == DiagnosticSeverity.Error
                    || diagnostic.Location.GetLineSpan().Path.EndsWith(".g.cs", StringComparison.Ordinal)
                        && diagnostic.Severity == DiagnosticSeverity.Warning))
            .Select(Say);
        var generated = driver.GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());
        return ([.. said], generated);
    }

    private static string Say(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var line = place.StartLinePosition.Line + 1;
        var file = place.Path == QueryLock.FileName ? "lock "
            : place.Path.EndsWith(".g.cs", StringComparison.Ordinal) ? place.Path + " "
            : "";
        return $"{file}{line}: {diagnostic.Id} {diagnostic.GetMessage()}";
    }

    internal sealed class InMemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
