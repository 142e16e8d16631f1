using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DarkTower.Migrator.Queries.Locks;

/// <summary>What <c>queries.lock.json</c> says of one statement.</summary>
/// <param name="Hash">Of the SQL as it stands in the source.</param>
/// <param name="Facts">From PostgreSQL's analysis.</param>
/// <param name="Plan">One line for each table and the index that finds its rows.</param>
/// <param name="Faults">What breaks a rule; the build decides what comes of it.</param>
internal sealed record LockedStatement(string Hash, StatementFacts Facts, IReadOnlyList<string> Plan, IReadOnlyList<Fault> Faults);

/// <param name="Name">Unique in its project.</param>
/// <param name="In">Its file, from the project's folder.</param>
/// <param name="Statements">In the order they are sent.</param>
internal sealed record LockedQuery(string Name, string In, IReadOnlyList<LockedStatement> Statements);

/// <summary>A project's lock file: one query a block, all of it sorted, so that merges stay clean.</summary>
/// <param name="Schema">Hash of the migrations.</param>
/// <param name="Checks">The value lists that queries refer to.</param>
/// <param name="Constraints">Those that a query makes a refusal.</param>
/// <param name="Unused">Indexes that neither a query nor a constraint uses.</param>
/// <param name="Queries">By name.</param>
internal sealed record LockDocument(
    string Schema, IReadOnlyDictionary<string, IReadOnlyList<string>> Checks, IReadOnlyList<string> Constraints,
    IReadOnlyList<string> Unused, IReadOnlyList<LockedQuery> Queries)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    public string Write()
    {
        var text = new StringBuilder("{\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"schema\": {Quote(Schema)},\n");
        var checks = Checks.OrderBy(check => check.Key, StringComparer.Ordinal);
        Block(text, 2, "checks", '{', '}', checks.Select(check => $"{Quote(check.Key)}: {Inline(check.Value)}"), last: false);
        Block(text, 2, "constraints", '[', ']', Constraints.Order(StringComparer.Ordinal).Select(Quote), last: false);
        Block(text, 2, "unused", '[', ']', Unused.Order(StringComparer.Ordinal).Select(Quote), last: false);
        text.Append("  \"queries\": {\n");
        var queries = Queries.OrderBy(query => query.Name, StringComparer.Ordinal).ToList();
        foreach (var query in queries)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Quote(query.Name)}: {{\n      \"in\": {Quote(query.In)},\n");
            text.Append("      \"statements\": [\n");
            for (var i = 0; i < query.Statements.Count; i++)
                Append(text, query.Statements[i], last: i == query.Statements.Count - 1);
            text.Append("      ]\n    }").Append(query == queries[^1] ? "\n" : ",\n");
        }
        return text.Append("  }\n}\n").ToString();
    }

    private static void Append(StringBuilder text, LockedStatement statement, bool last)
    {
        var facts = statement.Facts;
        text.Append(CultureInfo.InvariantCulture, $"        {{\n          \"sql\": {Quote(statement.Hash)},\n");
        var parameters = facts.Parameters.Select(parameter => $"{Quote(parameter.Name)}: {Quote(TypeOf(parameter))}");
        Block(text, 10, "parameters", '{', '}', parameters, last: false);
        if (facts.Columns is { } columns)
        {
            Block(text, 10, "columns", '[', ']', columns.Select(ColumnOf), last: false);
            text.Append(CultureInfo.InvariantCulture, $"          \"rows\": {Quote(facts.Rows ?? "*")},\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"          \"tables\": {Inline(facts.Tables)},\n");
        text.Append(CultureInfo.InvariantCulture, $"          \"writes\": {Inline(facts.Writes)},\n");
        Block(text, 10, "plan", '[', ']', statement.Plan.Select(Quote), last: statement.Faults.Count == 0);
        if (statement.Faults.Count > 0)
        {
            Block(text, 10, "faults", '[', ']', statement.Faults.Select(fault =>
                $"{{ \"rule\": {Quote(fault.Rule)}, \"at\": {Quote(fault.At)}, \"why\": {Quote(fault.Why)} }}"), last: true);
        }
        text.Append(last ? "        }\n" : "        },\n");
    }

    private static string TypeOf(ParameterFact parameter) => parameter.Type
        + (parameter.NotNull ? " not null" : "") + (parameter.Check is { } check ? $" check {check}" : "");

    private static string ColumnOf(ColumnFact column)
    {
        var text = new StringBuilder($"{{ \"name\": {Quote(column.Name)}, \"type\": {Quote(column.Type)}");
        if (column.Absent is { } group)
            text.Append(CultureInfo.InvariantCulture, $", \"absent\": {Quote(group)}");
        if (column.MayBeNull)
            text.Append(", \"null\": true");
        if (column.ElementsMayBeNull)
            text.Append(", \"elements\": \"null\"");
        if (column.Check is { } check)
            text.Append(CultureInfo.InvariantCulture, $", \"check\": {Quote(check)}");
        if (column.Claimed)
            text.Append(", \"claimed\": true");
        return text.Append(" }").ToString();
    }

    private static void Block(
        StringBuilder text, int indent, string name, char open, char close, IEnumerable<string> lines, bool last)
    {
        var (outer, inner) = (new string(' ', indent), new string(' ', indent + 2));
        var body = string.Join(",\n", lines.Select(line => inner + line));
        text.Append(CultureInfo.InvariantCulture, $"{outer}\"{name}\": {open}");
        if (body.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{body}\n{outer}");
        text.Append(close).Append(last ? "\n" : ",\n");
    }

    private static string Inline(IReadOnlyList<string> values) => $"[{string.Join(", ", values.Select(Quote))}]";

    private static string Quote(string value) => JsonSerializer.Serialize(value, Plain);
}
