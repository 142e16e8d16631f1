using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Where a relation stands in the SQL, as it is written there. The server's trees have no places from 17 on.</summary>
internal static class SqlPlace
{
    public static string Of(RangeEntry entry, string sql)
    {
        var table = entry.Table?.Name ?? entry.Name;
        string[] forms = entry.Name == table ? [table] : [$"{table} AS {entry.Name}", $"{table} {entry.Name}", table];
        return forms.FirstOrDefault(form => Regex.IsMatch(sql, $@"\b{Regex.Escape(form)}\b", RegexOptions.IgnoreCase)) ?? "";
    }
}
