using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DarkTower.ServiceDefaults;

internal sealed class KestrelLimits(IServiceProvider services) : IConfigureOptions<KestrelServerOptions>
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2); // Kestrel looks once a second

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        try
        {
            Apply(services.GetRequiredService<RequestLimits>(), options.Limits);
        }
        catch (StartupException)
        {
            // The server is made while the host is built, where nobody reports; StartupChecks says it.
        }
    }

    private static void Apply(RequestLimits requests, KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = requests.MaxBodyBytes;
        limits.RequestHeadersTimeout = requests.Timeout;
        // Reading a body does not look at the request's own deadline: a rate at which the largest body just fits in it bounds every body.
        limits.MinRequestBodyDataRate = new MinDataRate(requests.MaxBodyBytes / requests.Timeout.TotalSeconds, Grace);
    }
}
