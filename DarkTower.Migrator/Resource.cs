using System.Reflection;

namespace DarkTower.Migrator;

internal static class Resource
{
    public static string Read(string name, Assembly? assembly = null) =>
        Find(name, assembly) ?? throw new InvalidOperationException($"The build does not contain {name}.");

    public static string? Find(string name, Assembly? assembly = null)
    {
        using var stream = (assembly ?? typeof(Resource).Assembly).GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
