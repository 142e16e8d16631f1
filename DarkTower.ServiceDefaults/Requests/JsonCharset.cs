using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// JSON is UTF-8 (RFC 8259). The framework takes a charset as it stands, quotes included, and fails on one it does not know: here it is
/// unquoted, and another one is 415 <c>unsupported-media-type</c>.
/// </summary>
internal sealed class JsonCharset(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
            return next(context);

        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException("The charset is not UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        type.Charset = "utf-8";
        request.ContentType = type.ToString();
        return next(context);
    }
}
