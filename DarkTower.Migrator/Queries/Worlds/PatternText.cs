using System.Text;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// Text that a regular expression of a check accepts, another one for each number. Knows what checks use: anchors, sets, groups,
/// alternatives and counts; gives null for anything else, and the server has the last word anyhow.
/// </summary>
internal sealed class PatternText
{
    private const int Wanted = 8;
    private const string Preferred = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly string _pattern;
    private int _at;
    private long _number;

    private PatternText(string pattern, long number) => (_pattern, _number) = (pattern, number);

    public static string? Of(string pattern, long number)
    {
        var text = new PatternText(pattern, number);
        var written = new StringBuilder();
        try
        {
            text.Alternatives(written);
        }
        catch (NotSupportedException)
        {
            return null;
        }
        return text._at == pattern.Length ? written.ToString() : null;
    }

    /// <summary>All branches are read, one of them is taken.</summary>
    private void Alternatives(StringBuilder written)
    {
        List<string> branches = [];
        do
        {
            var branch = new StringBuilder();
            while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
                Piece(branch);
            branches.Add(branch.ToString());
        }
        while (Take('|'));
        written.Append(branches.Count == 1 ? branches[0] : branches[Digit(branches.Count)]);
    }

    private void Piece(StringBuilder written)
    {
        if (Take('^') || Take('$'))
            return;
        var start = _at;
        var first = new StringBuilder();
        Atom(first);
        var end = _at;
        var (least, most) = Count();
        var next = _at;
        // As many as needed for values that differ, where the pattern leaves it open.
        var count = Math.Min(most, Math.Max(least, most > 1 ? Wanted : 1));
        if (count > 0)
            written.Append(first);
        for (var repeated = 1; repeated < count; repeated++)
        {
            _at = start;
            Atom(written);
            if (_at != end)
                throw new NotSupportedException();
        }
        _at = next;
    }

    private void Atom(StringBuilder written)
    {
        switch (_pattern[_at++])
        {
            case '(':
                if (Take('?') && !Take(':'))
                    throw new NotSupportedException();
                Alternatives(written);
                if (!Take(')'))
                    throw new NotSupportedException();
                break;
            case '[':
                written.Append(One(Set()));
                break;
            case '.':
                written.Append(One(Preferred));
                break;
            case '\\':
                written.Append(_pattern[_at++] switch
                {
                    'd' => One("0123456789"),
                    'w' => One(Preferred),
                    's' => ' ',
                    var c when !char.IsAsciiLetterOrDigit(c) => c,
                    _ => throw new NotSupportedException(),
                });
                break;
            case '*' or '+' or '?' or '{':
                throw new NotSupportedException();
            case var c:
                written.Append(c);
                break;
        }
    }

    private string Set()
    {
        var negated = Take('^');
        var members = new HashSet<char>();
        for (var first = true; first || _pattern[_at] != ']'; first = false)
        {
            if (string.CompareOrdinal(_pattern, _at, "[:", 0, 2) == 0)
            {
                var end = _pattern.IndexOf(":]", _at, StringComparison.Ordinal);
                var name = _pattern[(_at + 2)..end];
                _at = end + 2;
                members.UnionWith(Ascii.Where(c => IsIn(name, c)));
                continue;
            }
            var from = _pattern[_at++] is '\\' and var _ ? _pattern[_at++] : _pattern[_at - 1];
            var to = from;
            if (_pattern[_at] == '-' && _pattern[_at + 1] != ']')
                (to, _at) = (_pattern[_at + 1], _at + 2);
            members.UnionWith(Ascii.Where(c => c >= from && c <= to));
        }
        _at++;
        var allowed = Preferred.Where(c => members.Contains(c) != negated).ToList();
        // Plain ones where there are enough: another check may not want the rest.
        return string.Concat(allowed.Count >= 10 ? allowed : allowed.Concat(Ascii.Except(Preferred).Where(c => members.Contains(c) != negated)));
    }

    private static readonly string Ascii = string.Concat(Enumerable.Range(32, 95).Select(code => (char)code));

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

    private (int Least, int Most) Count()
    {
        var counts = Take('*') ? (0, int.MaxValue) : Take('+') ? (1, int.MaxValue) : Take('?') ? (0, 1) : Take('{') ? Bounds() : (1, 1);
        Take('?');
        return counts;
    }

    private (int Least, int Most) Bounds()
    {
        var end = _pattern.IndexOf('}', _at);
        var bounds = _pattern[_at..end].Split(',');
        _at = end + 1;
        var least = int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture);
        var most = bounds.Length == 1 ? least : bounds[1].Length == 0
            ? int.MaxValue : int.Parse(bounds[1], System.Globalization.CultureInfo.InvariantCulture);
        return (least, most);
    }

    /// <summary>The lowest digit of what is left of the number, so other numbers give other text.</summary>
    private int Digit(int kinds)
    {
        var digit = (int)(_number % kinds);
        _number /= kinds;
        return digit;
    }

    private char One(string set) => set.Length > 0 ? set[Digit(set.Length)] : throw new NotSupportedException();

    private bool Take(char c)
    {
        if (_at >= _pattern.Length || _pattern[_at] != c)
            return false;
        _at++;
        return true;
    }
}
