using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace DarkTower.GcDatabase.Idempotency;

/// <summary>
/// One call with an Idempotency-Key. Effect and kept answer commit together, so a crash at any point leaves both or none. While the
/// transaction runs it holds an advisory lock of the key, which a repetition sees at once.
/// </summary>
internal static class IdempotentCall
{
    private const int LongestKey = 255;

    public static async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, int database, int request)
    {
        var context = invocation.HttpContext;
        var cancellation = context.RequestAborted;
        var key = KeyOf(context.Request);
        // What creates an organization has no tenant yet: those keys are the platform's own.
        var org = OrgId.TryParse(context.GetRouteValue("org") as string, out var tenant) ? tenant : new OrgId(Guid.Empty);
        var hash = HashOf(context, invocation.Arguments[request]);
        var box = new AnswerBox(context.RequestServices.GetRequiredService<DerivedKeys>(), org, key);

        await using var transaction = await ((Database)invocation.Arguments[database]!).BeginAsync(cancellation);
        var (free, known) = await KeptAnswers.ReserveAnswerAsync(transaction, org, box.Name, box.Lock, cancellation);
        if (!free)
            return Refusals.Of("idempotency-key-in-flight");
        if (known is not null)
            return known.RequestHash.AsSpan().SequenceEqual(hash) && known.ResponseBody is { } kept && box.Open(kept) is { } again
                ? again
                : Refusals.Of("idempotency-key-reused");

        await transaction.SaveAsync(cancellation);
        invocation.Arguments[database] = transaction;
        var answer = await KeptAnswer.OfAsync((IResult)(await next(invocation))!, context);
        if (answer.Status is StatusCodes.Status400BadRequest)
            return answer; // nothing was begun
        if (answer.Status >= StatusCodes.Status400BadRequest)
            await transaction.RollbackToSavedAsync(cancellation);
        await KeptAnswers.KeepAnswerAsync(transaction, org, box.Name, hash, answer.Status, box.Close(answer), cancellation);
        await transaction.CommitAsync(cancellation);
        return answer;
    }

    private static string KeyOf(HttpRequest request) =>
        request.Headers[IdempotentEndpoints.Header] is [{ Length: > 0 and <= LongestKey } key] && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new InvalidRequestException(IdempotentEndpoints.Header, $"must be 1 to {LongestKey} visible ASCII characters");

    /// <summary>Of what the handler understood: blanks and the order of fields make no other request.</summary>
    private static byte[] HashOf(HttpContext context, object? body)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var text = body is null ? "" : JsonSerializer.Serialize(body, json.GetTypeInfo(body.GetType()));
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n{text}"));
    }
}
