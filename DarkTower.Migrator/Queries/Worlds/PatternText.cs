using System.Text;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// Text that a regular expression of a check accepts, another one for each number. Knows what checks use: anchors, sets, groups,
/// alternatives and counts; gives null for anything else, and the server has the last word anyhow.
/// </summary>
internal sealed class PatternText
{
    private const int Wanted = 8;

    private readonly string _pattern;
    private readonly Dictionary<int, (string Allowed, int End)> _sets;
    private int _at;
    private long _number;

    private PatternText(string pattern, Dictionary<int, (string Allowed, int End)> sets, long number) =>
        (_pattern, _sets, _number) = (pattern, sets, number);

    /// <summary>A maker of text, which reads the pattern's brackets once.</summary>
    public static Func<long, string?> For(string pattern)
    {
        Dictionary<int, (string Allowed, int End)> sets = [];
        return number => Of(new PatternText(pattern, sets, number));
    }

    private static string? Of(PatternText text)
    {
        var written = new StringBuilder();
        try
        {
            text.Alternatives(written);
        }
        catch (NotSupportedException)
        {
            return null;
        }
        return text._at == text._pattern.Length ? written.ToString() : null;
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
                written.Append(One(PatternSet.Plain));
                break;
            case '\\':
                written.Append(_pattern[_at++] switch
                {
                    'd' => One("0123456789"),
                    'w' => One(PatternSet.Plain),
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
        if (!_sets.TryGetValue(_at, out var set))
            _sets[_at] = set = (PatternSet.Read(_pattern, _at, out var end), end);
        _at = set.End;
        return set.Allowed;
    }

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
