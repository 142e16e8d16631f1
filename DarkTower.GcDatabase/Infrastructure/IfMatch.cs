using System.Globalization;
using DarkTower.ServiceDefaults;
using Microsoft.OpenApi;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>The version that a caller saw, from <c>If-Match</c>.</summary>
/// <param name="Version">Null when any will do.</param>
internal readonly record struct IfMatch(long? Version)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0 || (header is [{ } any] && any.Trim() == "*"))
            return new(new IfMatch(null));
        return header is [{ } tag] && tag.Trim() is ['"', .. var digits, '"']
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(new IfMatch(version))
            : throw new InvalidRequestException("If-Match", "must be one ETag that this API gave, or *");
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
