using System.Reflection;

namespace DarkTower.Migrator;

internal static class Resource
{
    public static string Read(string name, Assembly? assembly = null)
    {
        using var stream = (assembly ?? typeof(Resource).Assembly).GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build does not contain {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
