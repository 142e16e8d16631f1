namespace DarkTower.Migrator.Catalog.Document;

internal static class TypeNames
{
    /// <summary>As people write the type.</summary>
    public static string Short(string type) => type
        .Replace("timestamp with time zone", "timestamptz").Replace("timestamp without time zone", "timestamp")
        .Replace("character varying", "varchar").Replace("double precision", "float8");
}
