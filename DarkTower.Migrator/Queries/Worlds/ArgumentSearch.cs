using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>A tenant and the arguments of one run.</summary>
internal sealed record Trial(int Org, IReadOnlyList<string?> Values);

/// <summary>
/// Arguments worth trying, in an order that is always the same: rows that are there, seen from each table in turn; new keys beside
/// old ones, for what is inserted; then what was most fruitful, with one argument changed. Whoever runs them says what came of each.
/// </summary>
internal sealed partial class ArgumentSearch(
    StatementText statement, StatementFacts facts, IReadOnlyList<Argument> arguments, WorldSample sample)
{
    private const int MostReading = 300;
    private const int MostWriting = 400; // in each scene

    // Once everything it can do was seen.
    private const int MostAfter = 80;
    private const int Rows = 120;
    private const int Choices = 12;
    private const int FewChoices = 4;

    private readonly HashSet<string> _tried = [];
    private readonly HashSet<string> _outcomes = [];
    private readonly HashSet<string> _changed = [];
    private readonly List<(Trial Trial, int Score)> _seeds = [];
    private int _left = facts.Writes.Count > 0 ? MostWriting : MostReading;
    private bool _isComplete;

    public void Saw(Trial trial, Observation seen)
    {
        var first = seen.Rows is [var row, ..] ? row : [];
        var score = (10 * seen.Changes.Select(change => (change.Table, change.Operation)).Distinct().Count())
            + first.Count(cell => cell is not null);
        // What a statement answers in words is how far it came.
        if (_outcomes.Add($"{seen.Error} {score} {string.Join(' ', first.Where(cell => cell is not null && Word().IsMatch(cell)))}"))
            _seeds.Add((trial, score));
        _changed.UnionWith(seen.Changes.Select(change => change.Table));
        if (_isComplete || !facts.Writes.All(_changed.Contains) || (facts.Columns is not null && first.Length == 0))
            return;
        _isComplete = true;
        _left = Math.Min(_left, MostAfter);
    }

    public async IAsyncEnumerable<Trial> TrialsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var trial in AllAsync(cancellation))
        {
            if (_left == 0)
                yield break;
            if (_tried.Add($"{trial.Org} {string.Join('\u001f', trial.Values.Select(value => value ?? "\u0000"))}"))
            {
                _left--;
                yield return trial;
            }
        }
    }

    private async IAsyncEnumerable<Trial> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // New keys for what is inserted, and different rows for different parameters; a new tenant where tenants are made.
        var keys = Enumerable.Range(0, arguments.Count).Where(at => arguments[at].Fresh is not null
            && arguments[at].Places.Any(place => facts.Writes.Contains(place.Table))).Take(12).ToList();
        foreach (var row in facts.Writes.Count > 0 ? Enumerable.Range(0, 4) : [])
        {
            foreach (var fresh in Subsets(keys, alsoPairs: row == 0))
            {
                var isNew = statement.Tenancy == Tenancy.Argument && fresh.Contains(0);
                yield return Make(
                    isNew ? TableRows.Orgs : 0, at => fresh.Contains(at) ? arguments[at].Fresh : arguments[at].At((row * 4) + at));
            }
        }
        // Those that most arguments are about first: their rows are what fits together.
        var tables = arguments.SelectMany(it => it.Places).Select(place => place.Table).GroupBy(table => table)
            .OrderByDescending(group => group.Count()).Select(group => group.Key).Take(3).ToList();
        for (var row = 0; row < Rows; row++)
        {
            yield return Make(0, at => arguments[at].At(row));
            foreach (var table in tables)
            {
                var rows = await sample.OfAsync(table, cancellation);
                if (row < rows.Mine.Count)
                    yield return Make(0, at => InRow(arguments[at], table, rows, row) ?? arguments[at].At(row));
            }
            // Other tenants and arguments, of which a leak may need one, soon.
            foreach (var changed in row == 3 ? Changed(FewChoices) : [])
                yield return changed;
        }
        while (_seeds.Count > 0)
        {
            foreach (var changed in Changed(Choices))
                yield return changed;
        }
    }

    /// <summary>The most fruitful trial yet, with another argument in one place.</summary>
    private List<Trial> Changed(int choices)
    {
        if (_seeds.Count == 0)
            return [];
        var best = _seeds.MaxBy(seed => seed.Score);
        _seeds.Remove(best);
        List<Trial> changed = [];
        for (var choice = 0; choice < choices; choice++)
        {
            for (var place = 0; place < arguments.Count; place++)
            {
                if (choice < arguments[place].Choices.Count)
                    changed.Add(With(best.Trial, place, arguments[place].Choices[choice]));
            }
            changed.Add(best.Trial with { Org = choice == 0 ? TableRows.Orgs : choice });
        }
        return changed;
    }

    /// <summary>None new, all new, all but one, one alone, and pairs.</summary>
    private static IEnumerable<int[]> Subsets(List<int> keys, bool alsoPairs)
    {
        yield return [.. keys];
        foreach (var key in keys)
            yield return [.. keys.Where(other => other != key)];
        foreach (var key in keys)
            yield return [key];
        var pairs = keys.SelectMany(one => keys.Where(other => other > one).Select(other => (one, other)));
        foreach (var (one, other) in pairs.Take(alsoPairs ? 16 : 0))
            yield return [.. keys.Where(key => key != one && key != other)];
    }

    private static Trial With(Trial trial, int place, string? chosen) =>
        trial with { Values = [.. trial.Values.Select((value, at) => at == place ? chosen : value)] };

    private Trial Make(int org, Func<int, string?> value) => new(org, [.. Enumerable.Range(0, arguments.Count).Select(value)]);

    private static string? InRow(Argument argument, string table, WorldSample.TableSample rows, int row)
    {
        var column = argument.Places.FirstOrDefault(place => place.Table == table).Column;
        return column is not null && rows.Place(column) is var place and >= 0 ? rows.Mine[row % rows.Mine.Count][place] : null;
    }

    /// <summary>What is sent: in a tenant's query the first is the tenant itself.</summary>
    public IReadOnlyList<string?> Sent(Trial trial) => statement.Tenancy == Tenancy.Argument && trial.Values.Count > 0
        ? [RowAt.OrgId(trial.Org), .. trial.Values.Skip(1)]
        : trial.Values;

    [GeneratedRegex("^[a-z][a-z_-]{2,40}$")]
    private static partial Regex Word();
}
