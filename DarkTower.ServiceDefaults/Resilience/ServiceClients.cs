using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace DarkTower.ServiceDefaults;

/// <summary>Typed clients of other services.</summary>
public static class ServiceClients
{
    /// <summary>
    /// Registers <typeparamref name="T"/> with an <see cref="HttpClient"/> whose base address is found by service discovery
    /// (<c>services:{name}:http:0</c>) and whose calls go through timeout, bulkhead, retry and breaker (section <c>Clients:{name}</c>).
    /// </summary>
    /// <typeparam name="T">A class that takes an <see cref="HttpClient"/>.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The other service's resource name.</param>
    /// <remarks>
    /// Retried are idempotent methods, requests with an <c>Idempotency-Key</c>, and whatever surely did not arrive (connection refused).
    /// </remarks>
    public static IHttpClientBuilder AddServiceClient<T>(this IServiceCollection services, string name) where T : class
    {
        var section = $"Clients:{name}";
        services.AddKeyedSingleton(name, (provider, _) => ClientPipeline.Build(
            name, OptionsBinder.Bind<ServiceClientOptions>(provider.GetRequiredService<IConfiguration>(), section)));
        services.AddSingleton(new ValidatedSection(section, provider =>
        {
            provider.GetRequiredKeyedService<ResiliencePipeline<HttpResponseMessage>>(name);
            BaseAddress(provider, name);
        }));

        return services
            .AddHttpClient<T>(name, (provider, client) =>
            {
                client.BaseAddress = BaseAddress(provider, name);
                client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline's timeouts say what ran out
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(1);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2); // a new address of the service is seen within this
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers() // a call is a span
            .AddHttpMessageHandler(provider =>
                new ClientPipelineHandler(provider.GetRequiredKeyedService<ResiliencePipeline<HttpResponseMessage>>(name)));
    }

    private static Uri BaseAddress(IServiceProvider provider, string name)
    {
        var key = $"services:{name}:http:0";
        var value = provider.GetRequiredService<IConfiguration>()[key]
            ?? throw new StartupException($"Configuration key {key} is missing: the base URL of {name}.");
        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new StartupException($"Configuration key {key} has the value '{value}', which is not an http URL.");
    }
}
