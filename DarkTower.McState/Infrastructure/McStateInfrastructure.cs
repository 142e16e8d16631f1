using DarkTower.ServiceDefaults;

namespace DarkTower.McState.Infrastructure;

internal static class McStateInfrastructure
{
    public static WebApplicationBuilder AddLiveState(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<LiveStateOptions>(LiveStateOptions.Section);
        builder.Services.AddValidatedOptions<RedisLimits>(RedisLimits.Section);
        builder.Services.AddSingleton(services => new RedisConnection(
            builder.Configuration.GetConnectionString("redis")
                ?? throw new StartupException("Configuration key ConnectionStrings:redis is missing: host:port,password=..."),
            services.GetRequiredService<RedisLimits>()));
        builder.Services.AddSingleton<EngineState>();
        builder.Services.AddSingleton<EngineProbe>();
        builder.Services.AddHostedService<EngineWatch>();
        builder.Services.AddStorePipeline("redis", services => Pipeline(services.GetRequiredService<RedisLimits>()));
        builder.Services.AddSingleton<RedisGateway>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealth>("redis");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, McStateJson.Default));
        return builder;
    }

    private static StorePipelineOptions Pipeline(RedisLimits limits) => new()
    {
        MaxConcurrent = limits.MaxInFlight,
        Deadline = limits.Deadline,
        BreakerFailureRatio = limits.BreakerFailureRatio,
        BreakerMinimumThroughput = limits.BreakerMinimumThroughput,
        BreakerWindow = limits.BreakerWindow,
        BreakDuration = limits.BreakDuration,
    };
}
