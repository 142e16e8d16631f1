namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>Values for one parameter of a statement.</summary>
/// <param name="Existing">Of the n-th row, ordinary rows first; of a closed list, its values in turn.</param>
/// <param name="Others">What only another organization has, what nobody has, what a type can be at its ends, and NULL.</param>
/// <param name="Fresh">What nobody has; null where that makes no sense.</param>
/// <param name="Places">The columns it is compared with or stored to.</param>
internal sealed record Argument(
    IReadOnlyList<string?> Existing, IReadOnlyList<string?> Others, string? Fresh, IReadOnlyList<(string Table, string Column)> Places)
{
    private const int Rows = 24;

    /// <summary>Everything, the unusual first.</summary>
    public IReadOnlyList<string?> Choices { get; } = [.. Others, .. Existing];

    public string? At(int row) => Existing.Count > 0 ? Existing[row % Existing.Count] : null;

    public static async Task<Argument> OfAsync(
        ParameterFact parameter, int number, IReadOnlyList<string> touched, WorldSample sample, CancellationToken cancellation)
    {
        List<(string Table, string Column)> places = [.. parameter.Columns
            .Select(column => (column[..column.LastIndexOf('.')], column[(column.LastIndexOf('.') + 1)..]))];
        // Through a function, as lower(@email), or for = ANY (@user_ids): what is called like it is what it is about.
        foreach (var table in places.Count == 0 ? touched : [])
        {
            var columns = (await sample.OfAsync(table, cancellation)).Columns;
            if (columns.FirstOrDefault(column => column == parameter.Name || $"{column}s" == parameter.Name) is { } named)
                places.Add((table, named));
        }
        List<string?> existing = [];
        List<string?> others = [];
        string? fresh = null;
        if (parameter.Check is { } check)
            existing.AddRange(await sample.ListAsync(check, cancellation));
        // Where it is the key comes first: there it says which rows are ordinary.
        List<(string Table, string Column, WorldSample.TableSample Rows)> tables = [];
        foreach (var (table, column) in places)
            tables.Add((table, column, await sample.OfAsync(table, cancellation)));
        foreach (var (_, column, rows) in tables.OrderBy(it => it.Rows.Ids is [var only] && only == it.Column ? 0 : 1))
        {
            var mine = rows.ColumnOf(rows.Mine, column).Take(Rows).ToList();
            if (existing.Count == 0)
                existing.AddRange(mine);
            others.AddRange(rows.Foreign(column));
            var isKey = rows.Ids.Contains(column) || parameter.Check is null;
            if (fresh is null && isKey && mine is [var first, ..] && Unknown(first, parameter.Type, number) is { } unknown
                && !mine.Contains(unknown))
                others.Add(fresh = unknown);
        }
        if (!parameter.NotNull)
            others.Add(null);
        (existing.Count == 0 ? existing : others).AddRange(Ends(parameter.Type));
        // A condition may let another tenant in by an argument.
        if (parameter.Type == "uuid")
            others.Add(RowAt.OrgId(1));
        if (parameter.Type.EndsWith("[]", StringComparison.Ordinal) && existing.Count > 1 && existing[0]?.StartsWith('{') != true)
            (existing, others) = ([.. existing.Chunk(2).Select(pair => $"{{{string.Join(",", pair.Select(Element))}}}")], ["{}", null]);
        return new Argument(existing, [.. others.Distinct()], fresh, places);
    }

    private static string Element(string? value) =>
        value is null ? "NULL" : $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>Of the same form as a value, so that it passes the same checks, and different at its end.</summary>
    private static string? Unknown(string value, string type, int number)
    {
        if (type is not ("uuid" or "text" or "character varying" or "citext" or "bytea"))
            return null;
        var changed = value.ToCharArray();
        var left = 3;
        for (var at = changed.Length - 1; at >= 0 && left > 0; at--)
        {
            if (!char.IsAsciiLetterOrDigit(changed[at]))
                continue;
            var isDigit = char.IsAsciiDigit(changed[at]) || type is "uuid" or "bytea";
            changed[at] = isDigit ? '9' : char.IsAsciiLetterUpper(changed[at]) ? 'Z' : (char)('z' - (left == 3 ? number % 10 : 0));
            left--;
        }
        return new string(changed);
    }

    private static string[] Ends(string type) => type switch
    {
        "uuid" => ["ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000"],
        "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => ["10", "1", "100", "1000", "0"],
        "boolean" => ["f", "t"],
        "text" or "character varying" or "citext" or "name" => ["describe", "a", "%", ""],
        "jsonb" or "json" => ["{}"],
        "interval" => ["1 hour", "100 years"],
        "date" => ["2050-01-01", "2010-01-01"],
        "inet" => ["192.0.2.1"],
        "cidr" => ["192.0.2.0/24"],
        "bytea" => [@"\x00"],
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) =>
            ["2050-01-01 00:00:00+00", "2010-01-01 00:00:00+00", "2150-01-01 00:00:00+00"],
        _ when type.EndsWith("[]", StringComparison.Ordinal) => ["{}"],
        _ => [],
    };
}
