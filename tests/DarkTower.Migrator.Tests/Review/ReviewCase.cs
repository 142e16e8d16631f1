using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>
/// A change with what a database specialist says about it: <c>Cases/family/name.sql</c>, beside it <c>.prior.sql</c> and
/// <c>.prior-2.sql</c> (applied before) and <c>.down.sql</c>. Its first comments are <c>-- expect:</c> (codes, any of which names the
/// hazard; <c>*</c> ends a prefix), <c>-- also:</c> (further codes that are true of it), <c>-- prior:</c> (a file of
/// <c>Cases/schemas</c>, applied first), <c>-- options:</c> (as of the verb review) and <c>-- why:</c>.
/// </summary>
internal sealed record ReviewCase(string Family, string Name, string Up, IReadOnlyList<string> Priors, string? Down)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "DarkTower.Migrator.Tests", "Review", "Cases");

    /// <summary>From an empty database; else from the schema of the project, as its owner.</summary>
    public bool Empty => Options.Contains("--empty");

    public bool InTransaction => !Options.Contains("--non-transactional");

    public IReadOnlyList<int> Pg => Options.SkipWhile(option => option != "--pg").Skip(1).FirstOrDefault() is { } version
        ? [int.Parse(version)]
        : [15, 18];

    public IReadOnlyList<string> Expected => List("expect");

    public IReadOnlyList<string> Also => List("also");

    private string[] Options => Header("options").Split(' ');

    public static IReadOnlyList<ReviewCase> Of(string family) =>
    [
        .. Directory.GetFiles(Path.Combine(Folder, family), "*.sql").Order(StringComparer.Ordinal)
            .Where(path => !Path.GetFileNameWithoutExtension(path).Contains('.'))
            .Select(path => new ReviewCase(
                family, Path.GetFileNameWithoutExtension(path), File.ReadAllText(path),
                [.. new[] { Shared(path), Beside(path, "prior"), Beside(path, "prior-2") }.OfType<string>()], Beside(path, "down"))),
    ];

    public static bool Matches(string pattern, string code) =>
        pattern.EndsWith('*') ? code.StartsWith(pattern[..^1], StringComparison.Ordinal) : code == pattern;

    public override string ToString() => $"{Family}/{Name}";

    private static string? Beside(string path, string part) =>
        Path.ChangeExtension(path, $"{part}.sql") is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    private static string? Shared(string path) => Header(File.ReadAllText(path), "prior") is { Length: > 0 } name
        ? File.ReadAllText(Path.Combine(Folder, "schemas", $"{name}.sql"))
        : null;

    private string[] List(string name) => Header(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string Header(string name) => Header(Up, name);

    private static string Header(string text, string name) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith($"-- {name}: ", StringComparison.Ordinal))?[(name.Length + 5)..] ?? "";
}
