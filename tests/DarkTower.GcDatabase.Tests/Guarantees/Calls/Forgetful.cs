using System.Text.RegularExpressions;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>Statements that forgot their tenant, made of the service's: what a test of isolation must notice.</summary>
internal static partial class Forgetful
{
    /// <summary>Without any comparison of an org_id. In every statement the tenant is the first parameter.</summary>
    public static string All(string sql) => Comparison().Replace(sql, "$1 IS NOT NULL");

    [GeneratedRegex(@"((?:\w+\.)?org_id) = (?:\$1\b|\w+\.org_id|nullif\(current_setting\('app\.org_id', true\), ''\)::uuid)")]
    private static partial Regex Comparison();
}
