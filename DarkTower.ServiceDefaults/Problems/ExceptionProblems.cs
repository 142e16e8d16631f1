using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Polly;

namespace DarkTower.ServiceDefaults;

/// <summary>The one table from exceptions to refusals.</summary>
internal static class ExceptionProblems
{
    public static ProblemHttpResult Of(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => BindingFaults.Of(bad),
        InvalidRequestException invalid => Problem.Invalid(invalid.Errors),
        BadHttpRequestException bad => FrameworkProblems.Of(bad.StatusCode),
        RequestTimeoutException =>
            Problem.Of(StatusCodes.Status504GatewayTimeout, "request-timeout", "The request took longer than it may."),
        OverloadedException =>
            Problem.Of(StatusCodes.Status503ServiceUnavailable, "overloaded", "Too much is going on; try again shortly."),
        // A character PostgreSQL cannot store (U+0000) is the caller's.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            Problem.Of(StatusCodes.Status400BadRequest, "invalid-request", "The request holds a character that cannot be stored."),
        _ when IsDependencyAway(exception) => Problem.Of(
            StatusCodes.Status503ServiceUnavailable, "dependency-unavailable",
            "Something this service needs does not answer; try again shortly."),
        _ => TypedResults.Problem("The service failed; the trace id finds the cause in its logs.",
            statusCode: StatusCodes.Status500InternalServerError,
            extensions: [new("code", "internal-error"), new("traceId", Activity.Current?.TraceId.ToString())]),
    };

    /// <summary>The store or service behind us did not answer, or said it cannot now: the caller's request may be fine.</summary>
    public static bool IsDependencyAway(Exception exception) => exception switch
    {
        DependencyUnavailableException or TimeoutException or SocketException or ExecutionRejectedException => true,
        PostgresException refused => refused.IsTransient || refused.SqlState == PostgresErrorCodes.QueryCanceled
            || refused.SqlState.StartsWith("28", StringComparison.Ordinal) // cannot log in
            || refused.SqlState == PostgresErrorCodes.InvalidCatalogName, // database not there
        NpgsqlException failed => failed.IsTransient || failed.InnerException is IOException or SocketException or TimeoutException,
        HttpRequestException failed => failed.StatusCode is null || (int)failed.StatusCode >= 500,
        _ => false,
    };
}
