using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DarkTower.ServiceDefaults;

/// <summary><c>Authorization: Bearer key</c> to a caller, and the caller's scopes against the endpoint's.</summary>
internal sealed class KeyAuthentication(RequestDelegate next, IEnumerable<IKeyVerifier> verifiers)
{
    private readonly IKeyVerifier[] _verifiers = [.. verifiers];

    public async Task InvokeAsync(HttpContext context)
    {
        // The framework's own 405 and 415 endpoints are no RouteEndpoint.
        if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && await RefuseAsync(context, endpoint.Metadata) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private async ValueTask<ProblemHttpResult?> RefuseAsync(HttpContext context, EndpointMetadataCollection metadata)
    {
        if (await CallerAsync(context) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Send a valid key as Authorization: Bearer <key>.");
        }
        context.User = caller;

        var required = metadata.GetOrderedMetadata<RequiredScope>();
        if (required.Count == 0) // StartupChecks stops such a service; until then nobody gets in
            return Problem.Of(StatusCodes.Status403Forbidden, "missing-scope");
        foreach (var scope in required)
            if (!caller.HasScope(scope.Scope))
                return Problem.Of(StatusCodes.Status403Forbidden, "missing-scope", $"The key does not have the scope {scope.Scope}.");
        return null;
    }

    private async ValueTask<ClaimsPrincipal?> CallerAsync(HttpContext context)
    {
        const string prefix = "Bearer ";
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;

        var key = value[prefix.Length..].Trim();
        foreach (var verifier in _verifiers)
            if (await verifier.VerifyAsync(key, context.RequestAborted) is { } caller)
                return caller;
        return null;
    }
}
