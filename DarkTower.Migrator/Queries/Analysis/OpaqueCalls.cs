namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// What does more than the analysed tree says: functions that run SQL given as text, change the session, or have a body that nobody looked
/// into; and the server's own tables. By oid, whatever the SQL calls them.
/// </summary>
internal static class OpaqueCalls
{
    private const uint FirstOfUsers = 16384;

    // The tenant itself is a setting: a statement that sets one could make itself another tenant's.
    private static readonly string[] SessionState =
    [
        "set_config", "pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared",
        "pg_advisory_unlock", "pg_advisory_unlock_shared", "pg_advisory_unlock_all", "pg_reload_conf", "pg_switch_wal", "setseed",
    ];

    private static readonly string[] SqlAsText =
    [
        "query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "cursor_to_xml", "cursor_to_xmlschema", "table_to_xml",
        "table_to_xmlschema", "table_to_xml_and_xmlschema", "schema_to_xml", "schema_to_xmlschema", "schema_to_xml_and_xmlschema",
        "database_to_xml", "database_to_xmlschema", "database_to_xml_and_xmlschema", "ts_stat", "ts_rewrite",
    ];

    public static IEnumerable<Fault> Of(Query statement)
    {
        var nodes = statement.Node.All().ToList();
        var functions = nodes.SelectMany(node => new[] { node.Oid("funcid"), node.Oid("aggfnoid"), node.Oid("winfnoid") })
            .Where(oid => oid != 0).Distinct().Select(oid => statement.Catalog.Function(oid));
        foreach (var function in functions)
        {
            if (!function.BuiltIn)
                yield return Fault(function.Name, "calls {0}, whose body is not analysed");
            else if (SessionState.Contains(function.Name))
                yield return Fault(function.Name, "calls {0}, which changes more than its transaction");
            else if (RunsText(function))
                yield return Fault(function.Name, "calls {0}, which runs SQL that is given as text");
        }
        foreach (var oid in nodes.Where(node => node.Name == "RANGETBLENTRY").Select(node => node.Oid("relid")).Distinct())
        {
            if (oid is > 0 and < FirstOfUsers)
                yield return Fault(statement.Catalog.Tables[oid].Name, "touches {0}, a table of the server itself");
        }
    }

    /// <summary>ts_rewrite takes SQL only in its form with two arguments.</summary>
    private static bool RunsText(FunctionInfo function) =>
        SqlAsText.Contains(function.Name) && (function.Name != "ts_rewrite" || function.Arguments.Count == 2);

    private static Fault Fault(string name, string why) => new("opaque", name, string.Format(null, why, name));
}
