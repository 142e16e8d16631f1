using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DarkTower.ServiceDefaults;

/// <summary>Whatever goes wrong, the answer is a problem document with a code, and says nothing of the inside.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var response = context.Response;
        response.OnStarting(AddRetryAfter, response);
        try
        {
            await next(context);
            if (!response.HasStarted && response is { StatusCode: >= 400, ContentType: null, ContentLength: null or 0 })
                await FrameworkProblems.Of(response.StatusCode).ExecuteAsync(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested && !response.HasStarted)
        {
            response.StatusCode = ClientClosedRequest; // nobody reads it; metrics do
        }
        catch (Exception e) when (!response.HasStarted)
        {
            var problem = ExceptionProblems.Of(e);
            if (problem.StatusCode == StatusCodes.Status500InternalServerError)
                Failed(logger, e);
            // Those are counted: many lines would add to the load.
            else if (problem.StatusCode > StatusCodes.Status500InternalServerError && e is not OverloadedException)
                Unavailable(logger, e.GetType().Name, e.Message);
            response.Clear();
            await problem.ExecuteAsync(context);
        }
    }

    private static Task AddRetryAfter(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            response.Headers.TryAdd("Retry-After", "1");
        return Task.CompletedTask;
    }

    [LoggerMessage(101, LogLevel.Error, "Request failed")]
    private static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(102, LogLevel.Warning, "Request refused, {Kind}: {Reason}")]
    private static partial void Unavailable(ILogger logger, string kind, string reason);
}
