using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;

namespace DarkTower.GcDatabase.Idempotency;

/// <summary>An answer as it goes out, and as it goes out again.</summary>
internal sealed record KeptAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body) : IResult
{
    /// <summary>Runs the result into memory; nothing is sent.</summary>
    public static async Task<KeptAnswer> OfAsync(IResult result, HttpContext context)
    {
        var response = context.Response;
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        var memory = new StreamResponseBodyFeature(body);
        context.Features.Set<IHttpResponseBodyFeature>(memory);
        try
        {
            await result.ExecuteAsync(context);
            await memory.CompleteAsync();
        }
        finally
        {
            context.Features.Set(sent);
        }
        return new KeptAnswer(
            response.StatusCode, response.ContentType, Text(response.Headers.Location), Text(response.Headers.ETag), body.ToArray());
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.Location = Location;
        response.Headers.ETag = ETag;
        response.ContentLength = Body.Length > 0 ? Body.Length : null;
        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }

    private static string? Text(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 0 ? null : header.ToString();
}

[JsonSerializable(typeof(KeptAnswer))]
internal sealed partial class KeptAnswerJson : JsonSerializerContext;
