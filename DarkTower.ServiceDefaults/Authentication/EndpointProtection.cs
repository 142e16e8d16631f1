using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DarkTower.ServiceDefaults;

internal static class EndpointProtection
{
    /// <summary>An endpoint nobody thought about must not be open by accident, nor closed without notice.</summary>
    public static void RefuseUnprotected(IEnumerable<Endpoint> endpoints)
    {
        var open = endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint =>
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<RequiredScope>() is null);
        if (open is not null)
            throw new StartupException($"Endpoint {open.DisplayName} has neither RequireScope nor AllowAnonymous.");
    }
}
