using Aspire.Hosting.Orchestration.Endpoints;
using Aspire.Hosting.Orchestration.Health;
using Aspire.Hosting.Orchestration.Processes;

namespace Aspire.Hosting.Orchestration;

internal static class OrchestrationServices
{
    public static IServiceCollection AddOrchestration(this IServiceCollection services, IDistributedApplicationBuilder builder) => services
        .AddSingleton(builder)
        .AddSingleton<ChildStarts>()
        .AddSingleton<Instances>()
        .AddSingleton<OtherResources>()
        .AddSingleton<ParameterValues>()
        .AddSingleton<EndpointAllocation>()
        .AddHostedService<HealthMonitor>()
        .AddHostedService<ConsoleReport>()
        .AddHostedService<DotnetRunWatch>()
        .AddHostedService<Orchestrator>();
}
