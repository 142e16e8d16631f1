using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DarkTower.ServiceDefaults.Tests.Telemetry;

/// <summary>A collector: takes what a service exports over OTLP/HTTP.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>All exported bytes of a signal as text: names are readable in it.</summary>
    public ConcurrentDictionary<string, string> Raw { get; } = new() { ["traces"] = "", ["metrics"] = "", ["logs"] = "" };

    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_SERVICE_NAME"] = "gc-database",
        ["OTEL_TRACES_SAMPLER"] = "always_on",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "20",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "20",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    private async Task ReceiveAsync(string signal, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Raw.AddOrUpdate(signal, "", (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        if (signal != "traces")
            return;
        foreach (var resource in Protobuf.Messages(body.ToArray(), 1))
        foreach (var scope in Protobuf.Messages(resource, 2))
        foreach (var span in Protobuf.Messages(scope, 2))
            Spans.Enqueue(Span.Read(span));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

internal sealed record Span(string TraceId, string Id, string ParentId, string Name, Dictionary<string, string> Tags, bool Failed)
{
    public static Span Read(byte[] span)
    {
        string Hex(int field) => Convert.ToHexString(Protobuf.Messages(span, field).FirstOrDefault() ?? []);
        string Text(byte[] message, int field) => Encoding.UTF8.GetString(Protobuf.Messages(message, field).FirstOrDefault() ?? []);
        var tags = Protobuf.Messages(span, 9).ToDictionary(tag => Text(tag, 1), tag =>
        {
            var value = Protobuf.Messages(tag, 2).Single();
            return Protobuf.Messages(value, 1).Any() ? Text(value, 1) : $"{Protobuf.Numbers(value, 3).FirstOrDefault()}";
        });
        var failed = Protobuf.Messages(span, 15).Any(status => Protobuf.Numbers(status, 3).Contains(2));
        return new Span(Hex(1), Hex(2), Hex(4), Text(span, 5), tags, failed);
    }
}

/// <summary>Just enough of the wire format to pick fields by number.</summary>
internal static class Protobuf
{
    public static IEnumerable<byte[]> Messages(byte[] message, int field) =>
        Fields(message).Where(found => found.Field == field && found.Bytes is not null).Select(found => found.Bytes!);

    public static IEnumerable<long> Numbers(byte[] message, int field) =>
        Fields(message).Where(found => found.Field == field && found.Bytes is null).Select(found => found.Number);

    private static List<(int Field, byte[]? Bytes, long Number)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[]?, long)>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    fields.Add(((int)(key >> 3), null, Varint(message, ref at)));
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    fields.Add(((int)(key >> 3), message[at..(at + length)], 0));
                    at += length;
                    break;
                default:
                    at += (key & 7) == 1 ? 8 : 4;
                    break;
            }
        }
        return fields;
    }

    private static long Varint(byte[] message, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (long)(next & 127) << shift;
            if (next < 128)
                return value;
        }
    }
}
