using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the Aspire manifest of a model, whole or not at all.</summary>
internal static class ManifestPublisher
{
    private const string DefaultFileName = "aspire-manifest.json";

    /// <summary>Writes to <paramref name="outputPath"/>, or into it when it does not end in <c>.json</c>; gives the file's path.</summary>
    /// <exception cref="DistributedApplicationException">The place cannot be written, or a resource cannot be described.</exception>
    public static async Task<string> WriteAsync(
        DistributedApplicationModel model, DistributedApplicationExecutionContext execution, string? outputPath,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(outputPath))
        {
            throw new DistributedApplicationException("Publishing the manifest needs a place: --output-path <file or folder>.");
        }

        var isFile = outputPath.EndsWith(".json", StringComparison.Ordinal);
        var file = Path.GetFullPath(isFile ? outputPath : Path.Combine(outputPath, DefaultFileName));
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await WriteFileAsync(model, execution, temporary, file, cancellationToken);
            File.Move(temporary, file, overwrite: true);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The manifest cannot be written to {file}: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    private static async Task WriteFileAsync(
        DistributedApplicationModel model, DistributedApplicationExecutionContext execution, string temporary, string file,
        CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        await new ManifestDocument(json, execution, Path.GetDirectoryName(file)!, cancellationToken).WriteAsync(model);
        await json.FlushAsync(cancellationToken);
    }
}
