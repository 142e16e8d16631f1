using Npgsql;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// Columns that checks tie together, and what they may hold together: combinations that the server's own checks let through. Each state and
/// each NULL that is possible is in one of them; the first is the ordinary one.
/// </summary>
/// <param name="Columns">Of one table.</param>
/// <param name="Rows">One candidate for each of the columns.</param>
internal sealed record Shapes(IReadOnlyList<WorldColumn> Columns, IReadOnlyList<Candidate[]> Rows)
{
    private const int Wanted = 32;
    private const int Most = 4000;
    private const int Mixed = 300;
    private const int TooMany = 200_000;

    // What does for one row must do for others.
    private static readonly RowAt[] Probes = [default, new(3, 57), new(19, 131)];

    /// <exception cref="WorldException">No combination satisfies the checks.</exception>
    public static async Task<IReadOnlyList<Shapes>> OfAsync(
        NpgsqlConnection connection, WorldTable table, Func<WorldColumn, IEnumerable<Candidate>> candidates, CancellationToken cancellation)
    {
        List<Shapes> all = [];
        foreach (var group in Groups(table))
        {
            var checks = table.Checks.Where(check => check.Columns.Any(name => group.Any(column => column.Name == name))).ToList();
            List<(WorldColumn Column, List<Candidate> Candidates)> choices = [];
            foreach (var column in group)
            {
                var own = checks.Where(check => check.Columns is [var only] && only == column.Name).ToList();
                var possible = candidates(column).DistinctBy(candidate => candidate.Sample).ToList();
                foreach (var row in own.Count > 0 ? Probes : [])
                {
                    var passing = await PassingAsync(connection, table, [(column, possible)], own, row, cancellation);
                    possible = [.. passing.Select(it => it[0])];
                }
                choices.Add((column, Limit(column, possible, alone: group.Count == 1)));
            }
            for (var most = 4; most > 1 && Count(choices) > TooMany; most--)
            {
                choices = [.. choices.Select(choice =>
                    (choice.Column, choice.Candidates.Where((it, at) => it.Listed || at < most).ToList()))];
            }
            var rows = await PassingAsync(connection, table, choices, checks, Probes[0], cancellation);
            all.Add(new Shapes([.. group], Cover(choices, rows)));
        }
        return all;
    }

    private static long Count(List<(WorldColumn, List<Candidate> Candidates)> choices) =>
        choices.Aggregate(1L, (product, choice) => product * choice.Candidates.Count);

    /// <summary>Text differs from row to row by itself; of others a few values make a difference.</summary>
    private static List<Candidate> Limit(WorldColumn column, List<Candidate> passed, bool alone)
    {
        var free = column.IsText || column.BaseType is "bytea" ? 1 : alone ? 8 : 4;
        return [.. passed.Where(it => it.Listed), .. passed.Where(it => !it.Listed).Take(free)];
    }

    /// <summary>The columns of one group are tied by checks, directly or through others.</summary>
    private static List<List<WorldColumn>> Groups(WorldTable table)
    {
        var groups = table.Columns.Select(column => new List<WorldColumn> { column }).ToList();
        foreach (var check in table.Checks)
        {
            var tied = groups.Where(group => group.Exists(column => check.Columns.Contains(column.Name))).ToList();
            foreach (var other in tied.Skip(1))
            {
                tied[0].AddRange(other);
                groups.Remove(other);
            }
        }
        return groups;
    }

    /// <summary>In an order that mixes them and is the same on every server.</summary>
    private static async Task<List<Candidate[]>> PassingAsync(
        NpgsqlConnection connection, WorldTable table, List<(WorldColumn Column, List<Candidate> Candidates)> choices,
        List<WorldCheck> checks, RowAt probe, CancellationToken cancellation)
    {
        if (choices.Exists(choice => choice.Candidates.Count == 0))
            throw new WorldException(table, $"no value is known for {choices.First(choice => choice.Candidates.Count == 0).Column.Name}");
        if (checks.Count == 0 && choices.Count == 1)
            return [.. choices[0].Candidates.Select(candidate => (Candidate[])[candidate])];
        var lists = choices.Select((choice, place) =>
        {
            var values = choice.Candidates.Select((candidate, at) => $"({at}, {Literal(candidate.Of(probe))}::{choice.Column.BaseType})");
            return $"(VALUES {string.Join(", ", values)}) AS v{place} (\"#\", {WorldTable.Quote(choice.Column.Name)})";
        });
        var numbers = Enumerable.Range(0, choices.Count).Select(place => $"v{place}.\"#\"").ToList();
        var order = choices.Count == 1 ? numbers[0] : $"md5(concat_ws(',', {string.Join(", ", numbers)})) COLLATE \"C\"";
        var sql = $"SELECT ARRAY[{string.Join(", ", numbers)}] FROM {string.Join(" CROSS JOIN ", lists)} "
            + $"WHERE {string.Join(" AND ", checks.Select(check => $"({check.Expression}) IS NOT FALSE").DefaultIfEmpty("true"))} "
            + $"ORDER BY {order} LIMIT {Most}";
        List<Candidate[]> rows = [];
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                rows.Add([.. reader.GetFieldValue<int[]>(0).Select((at, place) => choices[place].Candidates[at])]);
        }
        catch (PostgresException error)
        {
            throw new WorldException(table, $"the server refuses to try its checks: {error.MessageText}", error);
        }
        return rows.Count > 0 ? rows : throw new WorldException(table, "nothing found satisfies "
            + string.Join(", ", checks.Select(check => check.Name)) + " on "
            + string.Join(", ", choices.Select(choice => choice.Column.Name)));
    }

    private static List<Candidate[]> Cover(List<(WorldColumn, List<Candidate> Candidates)> choices, List<Candidate[]> rows)
    {
        // Every column's candidates have the ordinary one first.
        var ordinary = rows.MinBy(row => row.Select((candidate, place) => choices[place].Candidates.IndexOf(candidate)).Sum())!;
        List<Candidate[]> chosen = [ordinary];
        foreach (var (place, candidate) in choices.SelectMany((choice, place) => choice.Candidates.Select(candidate => (place, candidate))))
        {
            if (!chosen.Exists(row => row[place] == candidate) && rows.Find(row => row[place] == candidate) is { } with)
                chosen.Add(with);
        }
        var counts = new Dictionary<(int, int, Candidate?, Candidate?), int>();
        foreach (var row in chosen)
            Note(row);
        for (var rest = rows.Except(chosen).Take(Mixed).ToList(); rest.Count > 0 && chosen.Count < Wanted; rest.Remove(chosen[^1]))
        {
            chosen.Add(rest.MaxBy(row => Pairs(row).Sum(pair => 1.0 / (1 + counts.GetValueOrDefault(pair))))!);
            Note(chosen[^1]);
        }
        return chosen;

        // What is not listed counts as one: that there is a time matters more than which.
        static IEnumerable<(int, int, Candidate?, Candidate?)> Pairs(Candidate[] row)
        {
            for (var one = 0; one < row.Length; one++)
            {
                for (var other = one; other < row.Length; other++)
                    yield return (one, other, row[one].Listed ? row[one] : null, row[other].Listed ? row[other] : null);
            }
        }

        void Note(Candidate[] row)
        {
            foreach (var pair in Pairs(row))
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
        }
    }

    private static string Literal(string? text) => text is null ? "NULL" : $"'{text.Replace("'", "''")}'";
}
