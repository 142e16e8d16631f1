using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

internal static class Properties
{
    public static ImmutableArray<ResourcePropertySnapshot> With(
        this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value, bool sensitive = false) =>
        properties.Without(name).Add(new(name, value) { IsSensitive = sensitive });

    public static ImmutableArray<ResourcePropertySnapshot> Without(this ImmutableArray<ResourcePropertySnapshot> properties, string name) =>
        properties.RemoveAll(p => p.Name == name);
}
