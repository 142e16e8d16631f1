using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.ServiceDefaults;

/// <summary>Every refusal of every service: a problem document with a stable <c>code</c>.</summary>
public static class Problem
{
    /// <summary>A refusal.</summary>
    /// <param name="status">HTTP status, a <see cref="StatusCodes"/> constant.</param>
    /// <param name="code">Stable, kebab-case, part of the contract: clients decide by it.</param>
    /// <param name="detail">For people; names no internals.</param>
    public static ProblemHttpResult Of(int status, string code, string? detail = null) =>
        TypedResults.Problem(detail, statusCode: status, extensions: [new("code", code)]);

    /// <summary>400 <c>invalid-request</c> with all faults of the request together.</summary>
    /// <param name="errors">Field name to what is wrong with it.</param>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.Problem("The request is not valid.", statusCode: StatusCodes.Status400BadRequest,
            extensions: [new("code", "invalid-request"), new("errors", errors)]);
}
