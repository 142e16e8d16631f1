using System.Globalization;
using DarkTower.ServiceDefaults;
using Microsoft.OpenApi;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>The version that a caller saw, from <c>If-Match</c>.</summary>
/// <param name="Version">Null when any will do; what no row ever has for a tag that is none of ours.</param>
internal readonly record struct IfMatch(long? Version)
{
    private const long NoRow = -1;

    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0 || (header is [{ } any] && any.Trim() == "*"))
            return new(new IfMatch(null));
        if (header is not [{ } single] || single.Contains(',', StringComparison.Ordinal))
            throw new InvalidRequestException("If-Match", "must be one entity tag, or *");
        var tag = single.Trim();
        var known = tag is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : NoRow;
        return new(new IfMatch(known));
    }
}

internal static class IfMatchExtensions
{
    /// <summary>Without the header: 428 <c>precondition-required</c>.</summary>
    public static RouteHandlerBuilder RequireIfMatch(this RouteHandlerBuilder endpoint) => Describe(endpoint, required: true)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired)
        .AddEndpointFilter(async (context, next) => context.HttpContext.Request.Headers.IfMatch.Count == 0
            ? Refusals.Of("precondition-required")
            : await next(context));

    public static RouteHandlerBuilder AcceptIfMatch(this RouteHandlerBuilder endpoint) => Describe(endpoint, required: false);

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, bool required) => endpoint
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "If-Match", In = ParameterLocation.Header, Required = required,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = "The ETag that was seen: with another version the answer is 412 version-conflict. * takes any.",
            });
            return Task.CompletedTask;
        });
}
