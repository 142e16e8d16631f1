namespace Aspire.Hosting;

internal static class GeneratedPassword
{
    /// <summary>A password parameter that is not in the model itself; the manifest lists it because something refers to it.</summary>
    public static ParameterResource Create(IDistributedApplicationBuilder builder, string name, bool special) =>
        new(name, fallback => builder.Configuration[$"Parameters:{name}"] ?? fallback!.GetDefaultValue(), secret: true)
        {
            Default = new GenerateParameterDefault { Special = special },
        };
}
