using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DarkTower.Fixtures;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.AppHost.Tests.Hosting;

public sealed class ProjectTests
{
    [Fact]
    public async Task A_project_is_told_what_the_real_hosting_tells_it()
    {
        await using var app = await HostedApp.StartAsync((builder, _) =>
        {
            var store = builder.AddConnectionString("store", ReferenceExpression.Create($"Host=somewhere"));
            builder.AddProject<WebProject>("web").WithReference(store);
        });
        var web = await app.UntilAsync("web", e => e.Snapshot.State?.Text == KnownResourceStates.Running);

        var told = web.Snapshot.EnvironmentVariables.Where(
            v => v.IsFromSpec && !v.Name.StartsWith("OTEL_EXPORTER_", StringComparison.Ordinal))
            .ToDictionary(v => v.Name, v => v.Value);
        var url = app.Application.GetEndpoint("web");
        Assert.Equal($"http://localhost:{url.Port}", told["ASPNETCORE_URLS"]);
        Assert.StartsWith("service.instance.id=", told["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        told["ASPNETCORE_URLS"] = told["OTEL_RESOURCE_ATTRIBUTES"] = "…";
        Assert.Equal(Golden, told.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}"));
    }

    [Fact]
    public async Task A_reference_to_a_service_is_its_address()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var web = builder.AddProject<WebProject>("web-api");
            builder.AddShell("client", folder, ShellPrograms.ShowEnvironment).WithReference(web);
            builder.AddShell("discovering", folder, ShellPrograms.ShowEnvironment + "2").WithReference(web)
                .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery);
        });
        await app.UntilAsync("client", KnownResourceStates.Finished);
        await app.UntilAsync("discovering", KnownResourceStates.Finished);

        var url = app.Application.GetEndpoint("web-api").ToString().TrimEnd('/');
        Assert.Contains($"services__web-api__http__0={url}", app.LinesOf("env"));
        Assert.Contains($"WEB_API_HTTP={url}", app.LinesOf("env"));
        Assert.Contains($"services__web-api__http__0={url}", app.LinesOf("env2"));
        Assert.DoesNotContain($"WEB_API_HTTP={url}", app.LinesOf("env2"));
    }

    [Fact]
    public async Task Replicas_take_requests_in_turn_and_a_killed_one_gets_none()
    {
        await using var app = await HostedApp.StartAsync(
            (builder, _) => builder.AddProject<WebProject>("web").WithReplicas(2).WithHttpHealthCheck("/health"));
        await app.UntilHealthyAsync("web");
        using var client = app.Application.CreateHttpClient("web");
        var seen = new HashSet<string>();
        await Wait.UntilAsync(async () =>
        {
            seen.Add(await client.GetStringAsync("/"));
            return seen.Count == 2;
        }, "both replicas answering");

        using (var victim = System.Diagnostics.Process.GetProcessById(
            int.Parse(seen.First(), System.Globalization.CultureInfo.InvariantCulture)))
        {
            victim.Kill();
        }

        var end = await app.UntilAsync("web", e => e.Snapshot.State?.Text == KnownResourceStates.Finished);
        Assert.Equal(137, end.Snapshot.ExitCode);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(seen.Last(), await client.GetStringAsync("/", app.Deadline));
        }
    }

    [Fact]
    public async Task Health_follows_what_the_service_answers()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            File.WriteAllText(Path.Combine(folder, "sick"), "");
            builder.AddProject<WebProject>("web").WithHttpHealthCheck("/health").WithEnvironment("SICK_FILE", Path.Combine(folder, "sick"));
        });

        var sick = await app.UntilAsync(
            "web", e => e.Snapshot.HealthReports.Any(r => r.Description?.Contains("503", StringComparison.Ordinal) == true));
        Assert.Equal("web_http_/health_200_check", Assert.Single(sick.Snapshot.HealthReports).Name);
        Assert.Equal(HealthStatus.Unhealthy, sick.Snapshot.HealthStatus);

        File.Delete(Path.Combine(app.Folder, "sick"));
        await app.UntilHealthyAsync("web");
    }

    private static readonly string[] Golden =
    [
        "ASPNETCORE_ENVIRONMENT=Development",
        "ASPNETCORE_URLS=…",
        "ConnectionStrings__store=Host=somewhere",
        $"{ChildProgram.Role}={ChildProgram.Web}",
        "DOTNET_LAUNCH_PROFILE=web",
        "DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION=true",
        "LOGGING__CONSOLE__FORMATTERNAME=simple",
        "OTEL_BLRP_SCHEDULE_DELAY=1000",
        "OTEL_BSP_SCHEDULE_DELAY=1000",
        "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION=true",
        "OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION=true",
        "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY=in_memory",
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true",
        "OTEL_METRICS_EXEMPLAR_FILTER=trace_based",
        "OTEL_METRIC_EXPORT_INTERVAL=1000",
        "OTEL_RESOURCE_ATTRIBUTES=…",
        "OTEL_SERVICE_NAME=web",
        "OTEL_TRACES_SAMPLER=always_on",
    ];
}
