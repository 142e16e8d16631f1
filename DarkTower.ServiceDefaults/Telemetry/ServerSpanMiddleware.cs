using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// Gives the framework's bare server span its name and attributes (.NET 11 does so itself) and takes the probes out of the traces.
/// Query strings are not recorded.
/// </summary>
internal sealed class ServerSpanMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } span)
            return next(context);
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<ProbeEndpoint>() is not null)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
        return span.IsAllDataRequested ? RecordAsync(context, span, endpoint as RouteEndpoint) : next(context);
    }

    private async Task RecordAsync(HttpContext context, Activity span, RouteEndpoint? endpoint)
    {
        var request = context.Request;
        var method = IsKnown(request.Method) ? request.Method : "_OTHER";
        span.SetTag("http.request.method", method).SetTag("url.path", request.Path.Value).SetTag("url.scheme", request.Scheme)
            .SetTag("server.address", request.Host.Host);
        if (request.Host.Port is { } port)
            span.SetTag("server.port", port);
        if (endpoint?.RoutePattern.RawText is { } route)
        {
            var rooted = route.StartsWith('/') ? route : "/" + route;
            span.SetTag("http.route", rooted);
            span.DisplayName = $"{method} {rooted}";
        }
        else
            span.DisplayName = method;

        try
        {
            await next(context);
            var status = context.Response.StatusCode;
            span.SetTag("http.response.status_code", status);
            if (status >= StatusCodes.Status500InternalServerError)
                span.SetTag("error.type", status.ToString()).SetStatus(ActivityStatusCode.Error);
        }
        catch (Exception e) // the answer had begun: the connection breaks off
        {
            span.SetTag("error.type", e.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private static bool IsKnown(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method)
        || HttpMethods.IsDelete(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
