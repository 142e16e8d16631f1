using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.ServiceDefaults;

/// <summary>Typed clients of other services.</summary>
public static class ServiceClients
{
    /// <summary>
    /// Registers <typeparamref name="T"/> with an <see cref="HttpClient"/> whose base address is found by service discovery
    /// (<c>services:{name}:http:0</c>) and whose calls go through timeout, retry, breaker and bulkhead.
    /// </summary>
    /// <typeparam name="T">A class that takes an <see cref="HttpClient"/>.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The other service's resource name.</param>
    /// <remarks>Retried are idempotent methods, requests with an <c>Idempotency-Key</c>, and whatever surely did not arrive (connection refused).</remarks>
    public static IHttpClientBuilder AddServiceClient<T>(this IServiceCollection services, string name) where T : class =>
        services.AddHttpClient<T>(name, (provider, client) => client.BaseAddress = new Uri(
            provider.GetRequiredService<IConfiguration>()[$"services:{name}:http:0"]
            ?? throw new StartupException($"Configuration key services:{name}:http:0 is missing: the base URL of {name}.")));
}
