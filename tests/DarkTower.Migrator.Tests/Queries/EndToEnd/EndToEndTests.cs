using System.Collections.Immutable;
using DarkTower.AppHost.Stores.Programs;
using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using DarkTower.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DarkTower.Migrator.Tests.Queries.EndToEnd;

/// <summary>Queries as somebody writes them, described on PostgreSQL and compiled with the generator and the analyzers.</summary>
public sealed class EndToEndTests(EndToEndTests.Server server) : IClassFixture<EndToEndTests.Server>
{
    private const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using DarkTower.Queries;

        namespace Cases
        {
            [TenantId] internal readonly record struct OrgId(Guid Value);
            internal readonly record struct UserId(Guid Value);
            internal readonly record struct MeetingId(Guid Value);
        }
        """;

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string> Files => [.. CaseFile.Names()];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_build_says_what_is_wrong_with_each_query_and_nothing_of_the_others(string name)
    {
        var file = CaseFile.Read(name);
        var said = await BuildAsync(file);
        var lines = file.Code.Split('\n');
        List<string> differences = [];
        foreach (var expected in file.Expectations(CSharpSyntaxTree.ParseText(file.Code, Options)))
        {
            // About a member of a record: at the record.
            var query = expected.Method[..^"Async".Length];
            var found = said.Where(one => (one.Line >= expected.FirstLine && one.Line <= expected.LastLine)
                || one.Message.StartsWith(query + ": ", StringComparison.Ordinal)).ToList();
            // One mistake may break several rules; what is right breaks none.
            var missing = expected.Ids.ToList();
            missing.RemoveAll(found.Select(one => one.Id).Contains);
            if (missing.Count > 0 || (expected.Ids.Count == 0 && found.Count > 0))
                differences.Add($"{expected.Method}: expected [{string.Join(", ", expected.Ids)}], found: {string.Join(" ", found)}");
            else if (expected.At is { } at && !found.Exists(one => lines[one.Line].Contains(at, StringComparison.Ordinal)))
                differences.Add($"{expected.Method}: expected at '{at}', found: {string.Join(" ", found)}");
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private async Task<List<Said>> BuildAsync(CaseFile file)
    {
        var folder = Directory.CreateTempSubdirectory("darktower-queries-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Prelude.cs"), Prelude);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Case.cs"), file.Code);
            var project = (await ProjectQueries.ReadAsync([folder.FullName], default))[0];
            var document = await server.Describer.DescribeAsync(project, "", _ => { }, default);
            return await CompileAsync(file.Code, document.Write());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Said>> CompileAsync(string code, string lockText)
    {
        AdditionalText text = new InMemoryText(Describe.FileName, lockText);
        var given = CSharpCompilation.Create("Cases",
            [CSharpSyntaxTree.ParseText(Prelude, Options, "Prelude.cs"), CSharpSyntaxTree.ParseText(code, Options, "Case.cs")], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new QueryGenerator().AsSourceGenerator()], [text], Options)
            .RunGeneratorsAndUpdateCompilation(given, out var compilation, out var ofGenerator);
        var analyzed = compilation.WithAnalyzers([new QueryAnalyzer(), new CommandAnalyzer()], new AnalyzerOptions([text]));
        var all = await analyzed.GetAllDiagnosticsAsync();
        // A generator or analyzer that throws is a warning to the compiler.
        var broken = ofGenerator.Concat(all).Where(one => one.Id is "CS8785" or "AD0001"
            || (one.Id.StartsWith("CS", StringComparison.Ordinal) && one.Severity == DiagnosticSeverity.Error)).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        return [.. all.Where(one => one.Id.StartsWith("DTQ", StringComparison.Ordinal))
            .Select(one => new Said(one.Id, one.Location.GetLineSpan().StartLinePosition.Line, one.GetMessage()))
            .OrderBy(one => one.Line).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    private sealed record Said(string Id, int Line, string Message)
    {
        public override string ToString() => $"{Id} ({Message})";
    }

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    /// <summary>One migrated database with rows of twin tenants for all files.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private ScratchServer? _server;
        private Describer? _describer;

        internal Describer Describer => _describer!;

        public async Task InitializeAsync()
        {
            _server = await ScratchServer.StartAsync(PostgresProgram.NewestMajor, _ => { }, default);
            var database = await _server.CreateDatabaseAsync(null, default);
            await Replay.RunAsync(database, MigrationSet.Load(), null, default);
            _describer = await Describer.CreateAsync(_server, database, default);
        }

        public async Task DisposeAsync()
        {
            if (_describer is not null)
                await _describer.DisposeAsync();
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }
}
