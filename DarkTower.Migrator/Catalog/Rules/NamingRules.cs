using System.Text;

namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 10: constraints and indexes are named after their table and kind; no name was cut off.</summary>
internal static class NamingRules
{
    // PostgreSQL cuts longer names without an error.
    private const int MostBytes = 63;

    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) =>
        catalog.Relations.Where(relation => relation.IsTable || relation.IsView).SelectMany(relation => OfRelation(conventions, relation));

    private static IEnumerable<Violation> OfRelation(Conventions conventions, Relation table)
    {
        var names = table.Constraints.Select(constraint => constraint.Name)
            .Concat(table.Indexes.Select(index => index.Name)).Concat(table.Columns.Select(column => column.Name)).Append(table.Name);
        foreach (var name in names.Distinct().Where(IsCut))
        {
            yield return new(10, "policy.identifier-length", $"{table.Schema}.{name}",
                $"{name} is as long as a name can be, so it was probably cut off: it is not called what the migration says.",
                "A name of at most 62 bytes.");
        }
        if (!conventions.IsProject || !table.IsTable)
            yield break;
        foreach (var constraint in table.Constraints.Where(constraint => !(table.IsPartition && constraint.Kind == 'p')))
        {
            var ending = constraint.Kind switch { 'p' => "pkey", 'u' => "key", 'f' => "fkey", 'c' => "check", _ => "excl" };
            if (!IsNamed(constraint.Name, constraint.Kind == 'p' ? table.Name : table.Root, ending, constraint.Kind == 'p'))
                yield return Misnamed(table, constraint.Name, ending);
        }
        var ofConstraints = table.Constraints.Select(constraint => constraint.Name).ToHashSet();
        foreach (var index in table.Indexes.Where(index => !table.IsPartition && !ofConstraints.Contains(index.Name)))
        {
            var ending = index.Unique ? "key" : "idx";
            if (!IsNamed(index.Name, table.Name, ending, false))
                yield return Misnamed(table, index.Name, ending);
        }
    }

    private static bool IsCut(string name) => Encoding.UTF8.GetByteCount(name) >= MostBytes;

    private static bool IsNamed(string name, string table, string ending, bool alone) => IsCut(name) || (alone
        ? name == $"{table}_{ending}"
        : name.StartsWith($"{table}_", StringComparison.Ordinal) && name.EndsWith($"_{ending}", StringComparison.Ordinal)
            && name.Length > table.Length + ending.Length + 2);

    private static Violation Misnamed(Relation table, string name, string ending) => new(10, "policy.naming", $"{table.Schema}.{name}",
        $"{name} is not named <table>_<what>_{ending}: its refusal cannot be told from others by name.",
        $"{table.Name}_{(ending == "pkey" ? "" : "<what>_")}{ending}");
}
