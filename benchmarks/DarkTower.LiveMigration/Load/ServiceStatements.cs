using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.Queries;

namespace DarkTower.LiveMigration.Load;

/// <summary>The statements of gc-database, taken from its assembly and its lock file: a copy would soon be of another service.</summary>
internal static partial class ServiceStatements
{
    private static readonly Dictionary<string, Query> Queries = Assembly.Load("DarkTower.GcDatabase").GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Query))
        .Select(field => (Query)field.GetValue(null)!)
        .ToDictionary(query => query.Name);

    private static readonly JsonObject Locked = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "DarkTower.GcDatabase", "queries.lock.json")))!["queries"]!.AsObject();

    /// <param name="query">Its name.</param>
    /// <param name="audited">False before the audit trail exists: the statement without what it adds there.</param>
    public static string Sql(string query, bool audited)
    {
        // The right to lock users came long after them; the foreign key takes this lock a moment later anyway.
        var sql = Queries[query].Sql.Single().Replace("FOR KEY SHARE", "", StringComparison.Ordinal);
        return audited ? sql : AuditPart().Replace(sql, "");
    }

    /// <summary>Names of the statement's arguments: <c>$1</c> is the first.</summary>
    public static IEnumerable<string> Parameters(string query) =>
        Locked[query]!["statements"]![0]!["parameters"]!.AsObject().Select(parameter => parameter.Key);

    [GeneratedRegex(@", audited AS \(.*?\n\)", RegexOptions.Singleline)]
    private static partial Regex AuditPart();
}
