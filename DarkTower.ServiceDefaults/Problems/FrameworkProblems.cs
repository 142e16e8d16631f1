using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.ServiceDefaults;

/// <summary>Codes for the statuses the framework answers by itself with an empty body.</summary>
internal static class FrameworkProblems
{
    public static ProblemHttpResult Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problem.Of(status, "invalid-request"),
        StatusCodes.Status401Unauthorized => Problem.Of(status, "unauthenticated"),
        StatusCodes.Status404NotFound => Problem.Of(status, "not-found"),
        StatusCodes.Status405MethodNotAllowed => Problem.Of(status, "method-not-allowed"),
        StatusCodes.Status408RequestTimeout => Problem.Of(status, "request-timeout"),
        StatusCodes.Status413PayloadTooLarge => Problem.Of(status, "request-too-large"),
        StatusCodes.Status415UnsupportedMediaType => Problem.Of(status, "unsupported-media-type", "The body must be application/json in UTF-8."),
        StatusCodes.Status500InternalServerError => Problem.Of(status, "internal-error"),
        StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests => Problem.Of(status, "overloaded"),
        _ => Problem.Of(status, $"http-{status}"),
    };
}
