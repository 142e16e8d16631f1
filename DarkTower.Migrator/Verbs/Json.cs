using System.Text.Encodings.Web;
using System.Text.Json;

namespace DarkTower.Migrator.Verbs;

internal static class Json
{
    // Read by programs and people, never put into a page: quotes in SQL stay quotes.
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync<T>(TextWriter output, T value) => output.WriteLineAsync(JsonSerializer.Serialize(value, Options));
}
