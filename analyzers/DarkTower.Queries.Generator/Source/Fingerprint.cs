using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DarkTower.Queries.Source;

/// <summary>What the lock knows a text by: the first 16 hex digits of its SHA-256.</summary>
internal static class Fingerprint
{
    public static string Of(string text)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.Take(8).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>Of the migrations that make the schema, by file name without its folder.</summary>
    public static string OfSchema(IEnumerable<(string Name, string Content)> migrations)
    {
        var text = new StringBuilder();
        foreach (var (name, content) in migrations.OrderBy(migration => migration.Name, StringComparer.Ordinal))
            text.Append(name).Append('\n').Append(Unix(content)).Append('\n');
        return Of(text.ToString());
    }

    /// <summary>Line ends as the repository keeps them: a checkout may have changed them.</summary>
    public static string Unix(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');
}
