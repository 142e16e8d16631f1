using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DarkTower.ServiceDefaults;

internal static class KestrelLimits
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2); // Kestrel looks once a second

    public static void Apply(KestrelServerOptions kestrel, RequestLimits requests)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = requests.MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = requests.Timeout;
        // Reading a body does not look at the request's own deadline: a rate at which the largest body just fits in it bounds every body.
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(requests.MaxBodyBytes / requests.Timeout.TotalSeconds, Grace);
    }
}
