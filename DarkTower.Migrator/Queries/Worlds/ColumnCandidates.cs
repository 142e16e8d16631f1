using System.Globalization;
using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// Values that might do for a column, by its type and by what its checks mention; the server says which of them do. The more ordinary
/// come first.
/// </summary>
internal sealed partial class ColumnCandidates(WorldColumn column, IReadOnlyList<string> checks)
{
    private static readonly int[] Numbers = [0, 1, 2, 5, 10, 50, 100];

    public IEnumerable<Candidate> All()
    {
        // What a row gets when nobody says anything is the ordinary case.
        if (column.DefaultText is { } text)
            yield return Candidate.Fixed(text, listed: column.IsText);
        if (!column.NotNull)
            yield return Candidate.Null;
        foreach (var literal in column.IsText ? Literals() : [])
            yield return Candidate.Fixed(literal, listed: true);
        foreach (var candidate in ByType())
            yield return candidate;
    }

    private IEnumerable<Candidate> ByType() => column.BaseType switch
    {
        _ when column.Labels is { } labels => labels.Select(label => Candidate.Fixed(label, listed: true)),
        _ when column.IsText => Texts(),
        "uuid" => [new(row => RowAt.Id(column.IdKind, row.Number))],
        "boolean" => [Candidate.Fixed("f", listed: true), Candidate.Fixed("t", listed: true)],
        "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => Counts(),
        "bytea" => Bytes(),
        "json" or "jsonb" => [new(row => $$"""{"row": {{row.Seed}}}"""), new(row => $"[{row.Seed}]"), new(row => $"{row.Seed}")],
        "inet" => [new(row => Address(row))],
        "cidr" => [new(row => Address(row) + "/32")],
        "date" => Times("yyyy-MM-dd"),
        "interval" => [new(row => $"{row.Seed} minutes")],
        "time without time zone" or "time with time zone" => [new(row => $"{row.Number % 24:00}:{row.Org % 60:00}:00")],
        _ when column.BaseType.StartsWith("timestamp", StringComparison.Ordinal) => Times("yyyy-MM-dd HH:mm:ss+00"),
        _ when column.BaseType.EndsWith("[]", StringComparison.Ordinal) => Arrays(),
        _ when column.BaseType.EndsWith("range", StringComparison.Ordinal) => [Candidate.Fixed("empty"), Candidate.Fixed("(,)")],
        _ => [],
    };

    /// <summary>Of the row's text, of what patterns allow, and of the lengths that are asked for.</summary>
    private IEnumerable<Candidate> Texts()
    {
        var patterns = checks.SelectMany(check => Pattern().Matches(check)).Select(match => Unquote(match.Groups[1].Value)).Distinct();
        List<Candidate> texts =
        [
            .. patterns.Select(PatternText.For).Select(text => new Candidate(row => text(row.Seed))).Where(text => text.Sample is not null),
            new(row => $"{column.Name.Replace('_', ' ')} {row.Number} of {row.Org}"),
            new(row => row.Seed.ToString("x", CultureInfo.InvariantCulture)),
        ];
        var longer = texts.SelectMany(text => Bounds().Select(length => new Candidate(row => text.Of(row)!.PadRight(length, 'x'))));
        return texts.Concat(longer).Where(text => text.Sample!.Length <= column.Length).ToList();
    }

    private IEnumerable<Candidate> Counts()
    {
        if (column.IsUnique)
            yield return new(row => row.Seed.ToString(CultureInfo.InvariantCulture));
        var bounds = Bounds().SelectMany(bound => (int[])[bound, bound + 1, bound - 1]);
        foreach (var number in Numbers.Concat(bounds).Where(number => column.BaseType != "smallint" || number < short.MaxValue).Distinct())
            yield return Candidate.Fixed(number.ToString(CultureInfo.InvariantCulture));
    }

    private IEnumerable<Candidate> Bytes() => ((int[])[32, 1, .. Bounds()]).Distinct().Select(length =>
        new Candidate(row => "\\x" + string.Concat(Enumerable.Range(0, length).Select(at => $"{Byte(row, at):x2}"))));

    private byte Byte(RowAt row, int at) => (byte)((row.Seed * 31 >> (at % 4 * 4)) + at + column.Name.Length);

    private static IEnumerable<Candidate> Times(string format) => Enumerable.Range(0, RowAt.MomentCount).Select(which =>
        new Candidate(row => row.Moment(which).ToString(format, CultureInfo.InvariantCulture)));

    /// <summary>Also with an element that is not there, where that is allowed.</summary>
    private IEnumerable<Candidate> Arrays()
    {
        var element = column with { BaseType = column.BaseType[..^2], DefaultText = null, NotNull = true };
        var values = new ColumnCandidates(element, []).ByType().FirstOrDefault();
        List<Candidate> arrays = values is null
            ? []
            : [new(row => $"{{{Quote(values.Of(row)!)}}}"), new(row => $"{{{Quote(values.Of(row)!)},{Quote(values.Of(row.Next)!)}}}"),
                new(row => $"{{NULL,{Quote(values.Of(row)!)}}}", Listed: true)];
        return arrays.Prepend(Candidate.Fixed("{}"));
    }

    /// <summary>What checks compare the column itself with.</summary>
    private IEnumerable<string> Literals() => checks
        .SelectMany(check => Compared(column.Name).Matches(check))
        .SelectMany(match => Literal().Matches(match.Value))
        .Select(match => Unquote(match.Groups[1].Value)).Distinct();

    private IEnumerable<int> Bounds() => checks.SelectMany(check => Number().Matches(check))
        .Select(match => int.TryParse(match.Value, CultureInfo.InvariantCulture, out var number) ? number : -1)
        .Where(number => number is > 0 and <= 2000).Distinct().ToList();

    private static string Address(RowAt row) => $"10.{row.Org}.{row.Number / 250}.{row.Number % 250}";

    private static string Quote(string element) => $"\"{element.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private static string Unquote(string literal) => literal.Replace("''", "'");

    /// <summary>The column itself, also cast, and what it is compared with; not what a function makes of it.</summary>
    private static Regex Compared(string name)
    {
        var column = $@"""?{Regex.Escape(name)}""?";
        return new($@"(?<![\w.])(\({column}\)::\w+|(?<!\w\(){column}) (=|<>) ((ANY|ALL) \(\(?ARRAY\[[^\]]*\]|'(?:[^']|'')*')");
    }

    [GeneratedRegex("'((?:[^']|'')*)'")]
    private static partial Regex Literal();

    [GeneratedRegex("~ '((?:[^']|'')*)'")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<![\w'.-])\d+\b")]
    private static partial Regex Number();
}
