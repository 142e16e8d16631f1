using System.Security.Claims;
using Microsoft.AspNetCore.Builder;

namespace DarkTower.ServiceDefaults;

/// <summary>What a caller must be allowed to do to use an endpoint.</summary>
public static class Scopes
{
    /// <summary>The type of the claims that hold a caller's scopes, one claim a scope.</summary>
    public const string ClaimType = "scope";

    /// <summary>The scope that stands for every scope; the platform key has it.</summary>
    public const string All = "*";

    /// <summary>
    /// Only callers with <paramref name="scope"/> reach the endpoint: no or unknown key is 401 <c>unauthenticated</c>, a missing scope 403
    /// <c>missing-scope</c>.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint or group builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="scope">For example <c>meetings:write</c>.</param>
    /// <remarks>
    /// An endpoint with neither this nor <c>AllowAnonymous</c> stops the service at start. Scopes of a group and of its endpoint are all
    /// required.
    /// </remarks>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RequiredScope(scope)));
        return builder;
    }

    /// <summary>Whether the caller has <paramref name="scope"/>.</summary>
    /// <param name="caller">The authenticated caller.</param>
    /// <param name="scope">For example <c>meetings:write</c>.</param>
    public static bool HasScope(this ClaimsPrincipal caller, string scope) =>
        caller.HasClaim(ClaimType, All) || caller.HasClaim(ClaimType, scope);
}

internal sealed record RequiredScope(string Scope);
