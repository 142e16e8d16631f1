namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>The characters that a bracket of a regular expression allows, plain ones first.</summary>
internal static class PatternSet
{
    public const string Plain = "abcdefghijklmnopqrstuvwxyz0123456789";

    private const int Enough = 10;

    private static readonly string Ascii = string.Concat(Enumerable.Range(32, 95).Select(code => (char)code));

    /// <param name="pattern">The regular expression.</param>
    /// <param name="at">Behind the opening bracket.</param>
    /// <param name="end">Behind the closing one.</param>
    /// <exception cref="NotSupportedException">Something that is not known here.</exception>
    public static string Read(string pattern, int at, out int end)
    {
        var negated = pattern[at] == '^';
        var members = new HashSet<char>();
        at += negated ? 1 : 0;
        for (var first = true; first || pattern[at] != ']'; first = false)
        {
            if (string.CompareOrdinal(pattern, at, "[:", 0, 2) == 0)
            {
                var close = pattern.IndexOf(":]", at, StringComparison.Ordinal);
                var name = pattern[(at + 2)..close];
                members.UnionWith(Ascii.Where(c => IsIn(name, c)));
                at = close + 2;
                continue;
            }
            at += pattern[at] == '\\' ? 1 : 0;
            var from = pattern[at++];
            var to = from;
            if (pattern[at] == '-' && pattern[at + 1] != ']')
                (to, at) = (pattern[at + 1], at + 2);
            members.UnionWith(Ascii.Where(c => c >= from && c <= to));
        }
        end = at + 1;
        var allowed = Plain.Where(c => members.Contains(c) != negated).ToList();
        // Plain ones alone where there are enough: another check may not want the rest.
        return allowed.Count >= Enough
            ? string.Concat(allowed)
            : string.Concat(allowed.Concat(Ascii.Except(Plain).Where(c => members.Contains(c) != negated)));
    }

    private static bool IsIn(string name, char c) => name switch
    {
        "alpha" => char.IsAsciiLetter(c),
        "digit" => char.IsAsciiDigit(c),
        "alnum" => char.IsAsciiLetterOrDigit(c),
        "lower" => char.IsAsciiLetterLower(c),
        "upper" => char.IsAsciiLetterUpper(c),
        "space" or "blank" => c == ' ',
        "xdigit" => char.IsAsciiHexDigit(c),
        "punct" => char.IsPunctuation(c) || char.IsSymbol(c),
        _ => throw new NotSupportedException(),
    };
}
