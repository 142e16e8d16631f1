using System.Globalization;
using System.Text.Json;
using DarkTower.GcDatabase.Tests.Guarantees.Calls;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>Whatever is sent to whichever operation: refused with a code, nothing written, nothing kept in memory.</summary>
public sealed class NonsenseTests(ITestOutputHelper output)
{
    // A heap beyond this fails the process, and with it the test.
    private static readonly Dictionary<string, string> SmallHeap = new()
    {
        ["DOTNET_gcServer"] = "0", ["DOTNET_GCHeapHardLimit"] = $"{160 * 1024 * 1024:X}",
    };

    [Fact]
    public async Task Nonsense_is_refused_with_a_code_writes_nothing_and_leaves_memory_flat()
    {
        await using var service = await LivelyService.StartAsync(TestSize.Seed, settings: SmallHeap);
        await service.LiveAsync(foreign: false, 400);
        var random = new Random(TestSize.Seed);
        var nonsense = new Nonsense(service.Document, random);
        var calls = TestSize.Calls(2500);
        Dictionary<int, int> statuses = [];
        List<string> faults = [];
        long? warm = null;
        var sent = 0;

        while (sent < calls)
            foreach (var operation in service.Document.Operations)
            {
                var before = await service.ContentAsync();
                var sensible = service.World.Raw(service.Sensible(operation).Without("Idempotency-Key"));
                // A huge one among few is enough; many would measure the loopback interface.
                foreach (var call in nonsense.Of(operation, sensible).Take(25))
                {
                    var reply = await call.SendAsync(service.Service.Client);
                    sent++;
                    statuses[reply.Status] = statuses.GetValueOrDefault(reply.Status) + 1;
                    if (FaultOf(operation, reply) is { } fault) faults.Add($"{operation.Id}: {fault}: {call}\n  {reply.Whole.ReplaceLineEndings(" ")}");
                }
                if (await service.ContentAsync() != before) faults.Add($"{operation.Id} wrote something");
                if (sent > calls / 3) warm ??= MemoryOf(service);
            }

        var end = MemoryOf(service);
        Assert.True(faults.Count == 0, $"Seed {TestSize.Seed}: {faults.Count} of {sent}\n{string.Join('\n', faults.Take(40))}");
        Assert.True(end < warm + (48L << 20), $"The process grew from {warm >> 20} to {end >> 20} MiB over {sent} calls.");
        output.WriteLine($"seed {TestSize.Seed}, {sent} calls on {service.Document.Operations.Count} operations, resident {warm >> 20} MiB "
            + $"after a third, {end >> 20} MiB at the end");
        output.WriteLine(string.Join(", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} x {each.Key}")));
    }

    private static string? FaultOf(Operation operation, Reply reply)
    {
        if (reply.Status >= 500) return "the service failed";
        // What reads may take a value as one that nothing has.
        if (reply.Done && operation.Method == HttpMethod.Get) return null;
        if (reply.Status < 400) return "granted";
        return reply.Text.Length > 0 && reply.Text[0] == '{'
            && JsonDocument.Parse(reply.Text).RootElement.TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 }
            ? null
            : "no code";
    }

    private static long MemoryOf(LivelyService service)
    {
        var line = File.ReadLines($"/proc/{service.Service.ProcessId}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
