using Microsoft.AspNetCore.Builder;

namespace DarkTower.ServiceDefaults;

/// <summary>What a caller must be allowed to do to use an endpoint.</summary>
public static class Scopes
{
    /// <summary>Only callers with <paramref name="scope"/> reach the endpoint: no or unknown key is 401 <c>unauthenticated</c>, a missing scope 403 <c>missing-scope</c>.</summary>
    /// <typeparam name="TBuilder">An endpoint or group builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="scope">For example <c>meetings:write</c>.</param>
    /// <remarks>An endpoint with neither this nor <c>AllowAnonymous</c> stops the service at start.</remarks>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RequiredScope(scope)));
        return builder;
    }
}

internal sealed record RequiredScope(string Scope);
