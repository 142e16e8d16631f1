namespace Aspire.Hosting.Publishing;

internal static class ManifestPublisher
{
    public static Task WriteAsync(DistributedApplicationModel model, string outputPath, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
