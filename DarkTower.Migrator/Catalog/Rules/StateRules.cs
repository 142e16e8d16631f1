using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 7, values: states are one of a list, emails are lower case, flags and counters are never null.</summary>
internal static partial class StateRules
{
    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) => conventions.IsProject
        ? catalog.Tables.Where(table => !table.IsPartition)
            .SelectMany(table => table.Columns.SelectMany(column => OfColumn(conventions, table, column)))
        : [];

    private static IEnumerable<Violation> OfColumn(Conventions conventions, Relation table, Column column)
    {
        var name = $"{table.FullName}.{column.Name}";
        var check = $"CONSTRAINT {table.Name}_{column.Name}_check CHECK";
        if (column.Type == "text" && State().IsMatch(column.Name) && !conventions.OpenStates.Contains($"{table.Name}.{column.Name}")
            && !Checked(table, column, "ANY (ARRAY[", $"({column.Name} = '"))
        {
            yield return new(7, "policy.state-check", name,
                $"{column.Name} is a state without a list: a misspelt one is stored, and then found by no query.",
                $"{check} ({column.Name} IN (…))");
        }
        if (column.Name == "email" && !Checked(table, column, "lower(email)"))
        {
            yield return new(7, "policy.email-case", name, $"{column.Name} may hold capitals: the same address is then two users.",
                $"{check} ({column.Name} = lower({column.Name}))");
        }
        var filled = column.NotNull && (column.Default is not null || column.Generated != ' ');
        if ((column.Type == "boolean" || Counter().IsMatch(column.Name)) && !filled)
        {
            yield return new(7, "policy.not-null", name,
                $"{column.Name} may be null or has no default: neither true nor false, and no number to add to.",
                $"{column.Name} {column.Type} NOT NULL DEFAULT {(column.Type == "boolean" ? "false" : "0")}");
        }
    }

    private static bool Checked(Relation table, Column column, params string[] texts) => table.Constraints.Exists(check =>
        check.Kind == 'c' && check.Columns is [var only] && only == column.Name && Array.Exists(texts, check.Definition.Contains));

    [GeneratedRegex("^(status|state|role|result|health|leave_reason|end_reason)$|_(type|tier|status|state|role)$")]
    private static partial Regex State();

    [GeneratedRegex("^(open|active|current|reserved)_[a-z]+s$|^(generation|version|epoch|heartbeat_seq)$|_count$")]
    private static partial Regex Counter();
}
