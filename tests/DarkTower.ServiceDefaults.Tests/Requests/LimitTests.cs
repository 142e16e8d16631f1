using System.Net;
using System.Net.Sockets;
using System.Text;
using DarkTower.Fixtures;
using Microsoft.AspNetCore.Builder;

namespace DarkTower.ServiceDefaults.Tests.Requests;

public sealed class LimitTests
{
    private sealed record Note(string Text);

    private static Task<TestService> StartAsync(
        Dictionary<string, string?> settings, TaskCompletionSource? gate = null) => TestService.StartAsync(
        app =>
        {
            app.MapPost("/notes", (Note note) => note.Text.Length).AllowAnonymous();
            app.MapGet("/gate", async (CancellationToken cancelled) =>
            {
                await gate!.Task.WaitAsync(cancelled);
                return "through";
            }).AllowAnonymous();
        },
        settings);

    private static StringContent Body(int bytes) => new($$"""{"text":"{{new string('a', bytes)}}"}""", Encoding.UTF8, "application/json");

    [Fact]
    public async Task A_body_at_the_limit_is_read_and_one_above_is_refused()
    {
        await using var service = await StartAsync(new() { ["Requests:MaxBodyBytes"] = "2048" });

        using var fits = await service.Client.PostAsync("/notes", Body(2048 - 11));
        Assert.Equal("2037", await fits.Content.ReadAsStringAsync());

        await service.RefusedAsync(new(HttpMethod.Post, "/notes") { Content = Body(2048 - 10) }, HttpStatusCode.RequestEntityTooLarge,
            "request-too-large");
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_refused_when_it_passes_the_limit()
    {
        await using var service = await StartAsync([]);
        var request = new HttpRequestMessage(HttpMethod.Post, "/notes") { Content = Body(65536) };
        request.Headers.TransferEncodingChunked = true;

        await service.RefusedAsync(request, HttpStatusCode.RequestEntityTooLarge, "request-too-large");
    }

    [Fact]
    public async Task A_body_that_drips_is_refused_with_408()
    {
        await using var service = await StartAsync(new() { ["Requests:Timeout"] = "00:00:03" });
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", service.Address.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(
            "POST /notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray());

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(15));

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request-timeout\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_takes_too_long_is_cancelled_and_answered_with_504()
    {
        await using var service = await StartAsync(new() { ["Requests:Timeout"] = "00:00:00.2" }, new TaskCompletionSource());

        await service.RefusedAsync(new(HttpMethod.Get, "/gate"), HttpStatusCode.GatewayTimeout, "request-timeout");
    }

    [Fact]
    public async Task Above_the_running_and_waiting_requests_the_next_is_refused_at_once_and_probes_pass()
    {
        var gate = new TaskCompletionSource();
        await using var service = await StartAsync(new() { ["Requests:MaxConcurrent"] = "3", ["Requests:MaxQueued"] = "2" }, gate);

        var all = Enumerable.Range(0, 9).Select(_ => service.Client.GetAsync("/gate")).ToList();
        await Wait.UntilAsync(() => all.Count(call => call.IsCompleted) == 4, "four of nine calls to be refused");
        foreach (var refused in all.Where(call => call.IsCompleted))
            await TestService.RefusedAsync(await refused, HttpStatusCode.ServiceUnavailable, "overloaded");
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/alive")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health")).StatusCode);

        gate.SetResult();
        var answers = await Task.WhenAll(all);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/gate")).StatusCode);
    }
}
