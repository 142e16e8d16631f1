using Microsoft.AspNetCore.Http;

namespace DarkTower.ServiceDefaults;

/// <summary>A code that a refusal may have, for the people who call.</summary>
/// <param name="Code">As the problem document has it.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Meaning">What happened, and what to do.</param>
public sealed record ProblemCode(string Code, int Status, string Meaning);

/// <summary>The refusals that every call of every service may answer; a service's own are listed by it.</summary>
public static class ProblemCodes
{
    /// <summary>In the order of their status.</summary>
    public static IReadOnlyList<ProblemCode> Common { get; } =
    [
        new("invalid-request", StatusCodes.Status400BadRequest,
            "The request is not valid; `errors` names each field with what is wrong with it."),
        new("unauthenticated", StatusCodes.Status401Unauthorized, "No key, or none that is valid: `Authorization: Bearer <key>`."),
        new("missing-scope", StatusCodes.Status403Forbidden, "The key is valid and may not do this."),
        new("not-found", StatusCodes.Status404NotFound, "There is no such call."),
        new("method-not-allowed", StatusCodes.Status405MethodNotAllowed, "The path takes other methods; `Allow` lists them."),
        new("request-timeout", StatusCodes.Status408RequestTimeout, "The body came too slowly."),
        new("request-too-large", StatusCodes.Status413PayloadTooLarge, "The body is larger than `Requests:MaxBodyBytes`."),
        new("unsupported-media-type", StatusCodes.Status415UnsupportedMediaType, "The body must be `application/json` in UTF-8."),
        new("internal-error", StatusCodes.Status500InternalServerError,
            "A fault of the service; `traceId` leads to it in the traces and the log."),
        new("dependency-unavailable", StatusCodes.Status503ServiceUnavailable,
            "A store does not answer. Nothing is known of the request's effect: read, or repeat with the same "
            + "Idempotency-Key, after `Retry-After`."),
        new("overloaded", StatusCodes.Status503ServiceUnavailable,
            "Too many requests are running and waiting; this one was not begun. Repeat after `Retry-After`."),
        new("request-timeout", StatusCodes.Status504GatewayTimeout,
            "The request took longer than `Requests:Timeout`. As with dependency-unavailable, its effect is not known."),
    ];
}
