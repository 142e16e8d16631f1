using System.Reflection;
using System.Text.RegularExpressions;

namespace DarkTower.LiveMigration.Load;

/// <summary>The statements of gc-database, taken from its assembly: a copy would soon be of another service.</summary>
internal static partial class ServiceStatements
{
    private static readonly Dictionary<string, string> Statements = Find();

    /// <param name="operation">Name of the use case.</param>
    /// <param name="audited">False before the audit trail exists: the statement without what it adds there.</param>
    public static string Of(string operation, bool audited) =>
        audited ? Statements[operation] : AuditPart().Replace(Statements[operation], "");

    private static Dictionary<string, string> Find()
    {
        var service = Assembly.Load("DarkTower.GcDatabase");
        var statement = service.GetType("DarkTower.GcDatabase.Infrastructure.Statement", throwOnError: true)!;
        return service.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(field => field.FieldType == statement)
            .Select(field => field.GetValue(null)!)
            .ToDictionary(found => Text(found, "Operation"), found => Text(found, "Sql"));

        string Text(object of, string property) => (string)statement.GetProperty(property)!.GetValue(of)!;
    }

    [GeneratedRegex(@", audited AS \(.*?\n\)", RegexOptions.Singleline)]
    private static partial Regex AuditPart();
}
