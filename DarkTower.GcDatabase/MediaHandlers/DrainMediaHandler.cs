using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record DrainMediaHandlerRequest(
    [property: Description("Until it should be empty, 0 to 86400; 600 when left out.")] int? DeadlineSeconds = null);

internal sealed record DrainMediaHandlerResponse(Guid HandlerId, NodeHealth Health, DateTimeOffset DrainDeadline);

internal static partial class DrainMediaHandler
{
    [GlobalQuery("media_handler_load", "Handlers belong to the platform.", """
        UPDATE media_handler_load
        SET health = CASE WHEN drain_deadline IS NULL THEN 'draining' ELSE health END,
            drain_deadline = coalesce(drain_deadline, now() + make_interval(secs => @seconds))
        WHERE handler_id = @handler
        RETURNING handler_id, health, drain_deadline AS "drain_deadline!"
        """)]
    private static partial Task<DrainMediaHandlerResponse?> DrainMediaHandlerAsync(
        Database database, HandlerId handler, double seconds, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapPost("/{handler}/drain", HandleAsync)
        .RequireScope("handlers:write")
        .WithName("DrainMediaHandler")
        .WithSummary("Gives a media handler nothing new; it should be empty at the deadline")
        .WithDescription("A repetition changes nothing, the first deadline stays. Only a new registration ends it.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<DrainMediaHandlerResponse>, ProblemHttpResult>> HandleAsync(
        HandlerId handler, DrainMediaHandlerRequest? request, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.DrainSeconds(request?.DeadlineSeconds);
        if (faults.Any) return faults.ToProblem();

        return await DrainMediaHandlerAsync(
            database, handler, request?.DeadlineSeconds ?? NodeFaults.DefaultDrainSeconds, cancellationToken) is { } draining
            ? TypedResults.Ok(draining)
            : Refusals.Of("handler-not-found");
    }
}
