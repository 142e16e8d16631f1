using System.Net.Sockets;
using System.Text;
using DarkTower.GcDatabase.Tests.Guarantees.Calls;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>Whoever announces a body and does not send it is told so in time, and is in nobody's way.</summary>
public sealed class SlowBodyTests
{
    [Fact]
    public async Task A_body_that_does_not_come_is_408_on_every_operation_and_others_are_served_meanwhile()
    {
        await using var service = await LivelyService.StartAsync(
            TestSize.Seed, settings: new Dictionary<string, string> { ["Requests:Timeout"] = "00:00:03" });
        await service.LiveAsync(foreign: false, 100);
        var before = await service.ContentAsync();
        var operations = service.Document.Operations.Where(operation => operation.Body is not null).ToList();

        var slow = operations.Select(async operation => (operation.Id, Answer: await DribbleAsync(
            service.Service.Address, service.World.Raw(service.Sensible(operation).Without("Idempotency-Key"))))).ToList();
        var gc = new GcClient(service.Service.Client);
        while (slow.Any(each => !each.IsCompleted)) (await gc.GetAsync("/v1/orgs?subdomain=nobody")).Expect(200);

        Assert.True(operations.Count >= 4);
        foreach (var each in slow)
        {
            var (id, answer) = await each;
            Assert.True(answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) && answer.Contains("\"request-timeout\"", StringComparison.Ordinal),
                $"{id}: {answer}");
        }
        Assert.Equal(before, await service.ContentAsync());
    }

    /// <summary>Sends all but the last byte of the body; what comes back until the service ends it.</summary>
    private static async Task<string> DribbleAsync(Uri address, RawCall call)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        var headers = string.Concat(call.Headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{call.Method} {call.Target} HTTP/1.1\r\nHost: x\r\n{headers}Content-Type: application/json\r\nContent-Length: {call.Body!.Length}\r\n\r\n"));
        await stream.WriteAsync(call.Body.AsMemory(..^1));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(buffer, deadline.Token) is > 0 and var read)
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return answer.ToString();
    }
}
