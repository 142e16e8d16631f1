using System.Text.Json;

namespace Aspire.Hosting.Publishing;

public sealed class ManifestPublishingContext
{
    internal ManifestPublishingContext(Utf8JsonWriter writer) => Writer = writer;

    public Utf8JsonWriter Writer { get; }
}
