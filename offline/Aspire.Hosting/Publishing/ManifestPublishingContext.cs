using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>Where a resource or a parameter default writes itself into the manifest.</summary>
public sealed class ManifestPublishingContext
{
    internal ManifestPublishingContext(Utf8JsonWriter writer) => Writer = writer;

    /// <summary>The writer, standing inside the object of what is being written.</summary>
    public Utf8JsonWriter Writer { get; }
}
