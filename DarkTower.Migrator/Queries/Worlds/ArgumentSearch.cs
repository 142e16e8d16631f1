namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>A tenant and the arguments of one run.</summary>
internal sealed record Trial(int Org, IReadOnlyList<string?> Values);

/// <summary>
/// Arguments worth trying, in an order that is always the same: rows that are there, seen from each table in turn; new keys beside old ones,
/// for what is inserted; then what was most fruitful, with one argument changed. Whoever runs them says what came of each.
/// </summary>
internal sealed class ArgumentSearch(StatementText statement, StatementFacts facts, IReadOnlyList<Argument> arguments, WorldSample sample)
{
    private const int MostReading = 40;
    private const int MostWriting = 80;
    private static readonly int[] Rows = [0, 1, 2, 4, 5, 9];

    private readonly HashSet<string> _tried = [];
    private (Trial Trial, int Score)? _best;

    public void Saw(Trial trial, Observation seen)
    {
        var score = (10 * seen.Changes.Select(change => (change.Table, change.Operation)).Distinct().Count())
            + (seen.Rows?.Count > 0 ? 1 + seen.Rows[0].Count(cell => cell is not null) : 0);
        if (_best is null || score > _best.Value.Score)
            _best = (trial, score);
    }

    public async IAsyncEnumerable<Trial> TrialsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var most = facts.Writes.Count > 0 ? MostWriting : MostReading;
        await foreach (var trial in AllAsync(cancellation))
        {
            if (_tried.Count >= most)
                yield break;
            if (_tried.Add($"{trial.Org} {string.Join('\u001f', trial.Values.Select(value => value ?? "\u0000"))}"))
                yield return trial;
        }
    }

    private async IAsyncEnumerable<Trial> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var row in Rows)
        {
            yield return Make(0, at => arguments[at].At(row));
            foreach (var table in arguments.SelectMany(it => it.Places).Select(place => place.Table).Distinct().Take(4).ToList())
            {
                var rows = await sample.OfAsync(table, cancellation);
                if (rows.Mine.Count > 0)
                    yield return Make(0, at => InRow(arguments[at], table, rows, row) ?? arguments[at].At(row));
            }
        }
        // Different rows for different parameters, and new keys for some of them.
        var keys = Enumerable.Range(0, arguments.Count).Where(at => arguments[at].Fresh is not null
            && arguments[at].Places.Any(place => facts.Writes.Contains(place.Table))).Take(12).ToList();
        foreach (var row in facts.Writes.Count > 0 ? Rows[..2] : [])
        {
            foreach (var fresh in Subsets(keys))
                yield return Make(0, at => fresh.Contains(at) ? arguments[at].Fresh : arguments[at].At((row * 4) + at));
        }
        for (var round = 0; round < 6; round++)
        {
            for (var at = 0; at < arguments.Count; at++)
            {
                if (Changed(at, round) is { } changed)
                    yield return changed;
            }
            foreach (var org in round == 0 ? (int[])[1, 2, 3, TableRows.Orgs] : [4 + round])
                yield return _best!.Value.Trial with { Org = org };
        }
    }

    /// <summary>None new, all new, all but one, one alone, and pairs.</summary>
    private static IEnumerable<int[]> Subsets(List<int> keys)
    {
        yield return [.. keys];
        foreach (var key in keys)
            yield return [.. keys.Where(other => other != key)];
        foreach (var key in keys)
            yield return [key];
        foreach (var (one, other) in keys.SelectMany(one => keys.Where(other => other > one).Select(other => (one, other))).Take(16))
            yield return [.. keys.Where(key => key != one && key != other)];
    }

    /// <summary>The most fruitful trial yet, with another argument in one place.</summary>
    private Trial? Changed(int at, int round)
    {
        var (argument, best) = (arguments[at], _best!.Value.Trial);
        var choices = argument.Others.Concat(argument.Existing).ToList();
        return round < choices.Count ? best with { Values = [.. best.Values.Select((value, place) => place == at ? choices[round] : value)] } : null;
    }

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
}
