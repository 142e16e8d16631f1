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

        var outside = (Database)invocation.Arguments[database]!;
        KeptAnswer answer;
        await using (var transaction = await outside.BeginAsync(cancellation))
        {
            if (await KnownAsync(transaction, org, box, hash, cancellation) is { } known)
                return known;
            invocation.Arguments[database] = transaction;
            answer = await KeptAnswer.OfAsync((IResult)(await next(invocation))!, context);
            if (answer.Status < StatusCodes.Status400BadRequest)
                return await KeepAsync(transaction, answer);
        }
        // What was not valid or could not be done now uses no key up. A refusal had no effect, and its transaction may have failed: it is kept
        // in one of its own, unless somebody else was there in between.
        if (answer.Status is StatusCodes.Status400BadRequest or >= StatusCodes.Status500InternalServerError)
            return answer;
        await using var refused = await outside.BeginAsync(cancellation);
        return await KnownAsync(refused, org, box, hash, cancellation) ?? await KeepAsync(refused, answer);

        async Task<IResult> KeepAsync(DatabaseTransaction transaction, KeptAnswer kept)
        {
            await KeptAnswers.KeepAnswerAsync(transaction, org, box.Name, hash, kept.Status, box.Close(kept), cancellation);
            await transaction.CommitAsync(cancellation);
            return kept;
        }
    }

    /// <summary>The answer without running anything; null when this call is the first, and has the key's lock until its transaction ends.</summary>
    private static async Task<IResult?> KnownAsync(
        DatabaseTransaction transaction, OrgId org, AnswerBox box, byte[] hash, CancellationToken cancellation)
    {
        var (free, known) = await KeptAnswers.ReserveAnswerAsync(transaction, org, box.Name, box.Lock, cancellation);
        if (!free)
            return Refusals.Of("idempotency-key-in-flight");
        if (known is null)
            return null;
        return known.RequestHash.AsSpan().SequenceEqual(hash) && known.ResponseBody is { } kept && box.Open(kept) is { } again
            ? again
            : Refusals.Of("idempotency-key-reused");
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
