using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 7, types: what a column may be made of.</summary>
internal static partial class ColumnRules
{
    private const string EnumFault =
        "is an enum: comparing it is not leakproof, so under row security no index on it is used; and a value can never be taken away.";

    private static readonly string[] HouseTypes =
    [
        "uuid", "text", "text[]", "integer", "bigint", "smallint", "boolean", "timestamp with time zone", "bytea", "inet", "jsonb",
    ];

    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions)
    {
        foreach (var table in catalog.Tables.Where(table => !table.IsPartition))
        {
            foreach (var column in table.Columns)
            {
                if (TypeOf(conventions, table, column) is { } type)
                    yield return type;
                if (IntegerKey(table, column) is { } key)
                    yield return key;
            }
        }
        if (!conventions.IsProject)
            yield break;
        var used = catalog.Tables.SelectMany(table => table.Columns).Select(column => column.Type).ToHashSet();
        foreach (var name in catalog.Enums.Where(name => !used.Contains(name) && !used.Contains(name[(name.IndexOf('.') + 1)..])))
        {
            yield return new(7, "policy.enum-state", name, $"{name} {EnumFault}", "text with a named CHECK (… IN (…))");
        }
    }

    private static Violation? TypeOf(Conventions conventions, Relation table, Column column)
    {
        var name = $"{table.FullName}.{column.Name}";
        var type = column.Type;
        var house = !conventions.IsProject;
        if (column.TypeKind == 'e')
        {
            return new(7, "policy.enum-state", name,
                $"{column.Name} {EnumFault}",
                $"{column.Name} text NOT NULL, CONSTRAINT {table.Name}_{column.Name}_check CHECK ({column.Name} IN (…))")
            { House = house };
        }
        if (column.Serial || column.Default?.StartsWith("nextval(", StringComparison.Ordinal) == true)
        {
            return new(7, "policy.serial", name,
                $"{column.Name} is serial: its sequence has rights and an owner of its own, and writers can set the number past it.",
                conventions.IsProject ? $"{column.Name} uuid NOT NULL -- a uuid v7 made by the service"
                    : $"{column.Name} bigint GENERATED ALWAYS AS IDENTITY");
        }
        if (Zoneless().IsMatch(type))
        {
            return new(7, "policy.timestamp-tz", name,
                $"{column.Name} has no usable time zone: what it means depends on the setting of whoever wrote it.",
                $"{column.Name} timestamptz");
        }
        if (type == "money" || (Money().IsMatch(column.Name) && (IsFloat(type) || (conventions.IsProject && IsNumeric(type)))))
        {
            return new(7, "policy.float-money", name,
                $"{column.Name} holds money as {type}: sums are rounded, or depend on a setting of the server.",
                $"{column.Name}_minor bigint NOT NULL -- cents, and the currency in a column of its own") { House = IsNumeric(type) };
        }
        if (type is "json" or "json[]")
        {
            return new(7, "policy.json", name, $"{column.Name} is json: it keeps text, has no equality (DISTINCT fails) and no index.",
                $"{column.Name} jsonb");
        }
        if (type.StartsWith("character(", StringComparison.Ordinal) || type is "bpchar" or "\"char\"")
        {
            return new(7, "policy.char", name,
                $"{column.Name} is {type}: it is padded with blanks, which some comparisons see and some do not.",
                $"{column.Name} text, CONSTRAINT {table.Name}_{column.Name}_check CHECK (char_length({column.Name}) = …)");
        }
        if (type == "jsonb")
            return JsonbOf(table, column, name, house);
        return conventions.IsProject && !HouseTypes.Contains(type)
            ? new(7, "policy.type", name, $"{column.Name} is {type}, which this schema does not use.", $"{column.Name} {Instead(type)}")
            : null;
    }

    private static Violation? JsonbOf(Relation table, Column column, string name, bool house)
    {
        var shaped = table.Constraints.Exists(check =>
            check.Kind == 'c' && check.Columns.Contains(column.Name) && check.Definition.Contains("jsonb_"));
        var purposeful = column.Comment?.Contains("purpose", StringComparison.OrdinalIgnoreCase) == true;
        return shaped && purposeful ? null : new(7, "policy.jsonb-generic", name,
            $"{column.Name} is jsonb without {(purposeful ? "a CHECK of its shape" : "a named purpose")}: anything ends up in it, and no "
            + "constraint holds there.",
            $"CONSTRAINT {table.Name}_{column.Name}_check CHECK (jsonb_typeof({column.Name}) = 'object')\n"
            + $"COMMENT ON COLUMN {name} IS '… (the purpose of the jsonb)';") { House = house };
    }

    private static Violation? IntegerKey(Relation table, Column column) =>
        column.Type is "integer" or "smallint" && table.PrimaryKey is { Keys.Length: 1 } key && key.Keys[0] == column.Name
            ? new(7, "policy.int-pk", $"{table.FullName}.{column.Name}",
                $"The key {column.Name} ends at {(column.Type == "integer" ? "2147483647" : "32767")}; then every insert fails, and "
                + "changing it rewrites the table.",
                $"{column.Name} uuid NOT NULL -- or bigint")
            : null;

    private static string Instead(string type) => type switch
    {
        _ when type.StartsWith("character varying", StringComparison.Ordinal) => "text with a named CHECK (char_length(…) <= …)",
        _ when IsFloat(type) || IsNumeric(type) => "integer or bigint in a smaller unit",
        _ => "text with a named CHECK",
    };

    private static bool IsFloat(string type) => type is "real" or "double precision";

    private static bool IsNumeric(string type) => type.StartsWith("numeric", StringComparison.Ordinal);

    [GeneratedRegex(@"^timestamp(\(\d\))? without time zone$|^time(\(\d\))? with time zone$")]
    private static partial Regex Zoneless();

    [GeneratedRegex("(^|_)(amount|price|cost|fee|balance|total|salary|revenue|payment|paid|charge|tax|discount|money|credit|debit|"
        + "subtotal|refund)(_|$)")]
    private static partial Regex Money();
}
