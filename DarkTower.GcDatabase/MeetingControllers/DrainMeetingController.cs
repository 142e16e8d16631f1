using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MeetingControllers;

internal sealed record DrainMeetingControllerRequest(
    [property: Description("Until its meetings are given to others, 0 to 86400; 600 when left out.")] int? DeadlineSeconds = null);

internal sealed record DrainMeetingControllerResponse(Guid ControllerId, NodeHealth Health, DateTimeOffset DrainDeadline);

internal static partial class DrainMeetingController
{
    [GlobalQuery("meeting_controller_load", "Controllers belong to the platform.", """
        UPDATE meeting_controller_load
        SET health = CASE WHEN drain_deadline IS NULL THEN 'draining' ELSE health END,
            drain_deadline = coalesce(drain_deadline, now() + make_interval(secs => @seconds))
        WHERE controller_id = @controller
        RETURNING controller_id, health, drain_deadline AS "drain_deadline!"
        """)]
    private static partial Task<DrainMeetingControllerResponse?> DrainMeetingControllerAsync(
        Database database, ControllerId controller, double seconds, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder controllers) => controllers.MapPost("/{controller}/drain", HandleAsync)
        .RequireScope("controllers:write")
        .WithName("DrainMeetingController")
        .WithSummary("Gives a meeting controller nothing new; what it still has at the deadline goes to others")
        .WithDescription("A repetition changes nothing, the first deadline stays. Only a new registration ends it.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<DrainMeetingControllerResponse>, ProblemHttpResult>> HandleAsync(
        ControllerId controller, DrainMeetingControllerRequest? request, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.DrainSeconds(request?.DeadlineSeconds);
        if (faults.Any) return faults.ToProblem();

        return await DrainMeetingControllerAsync(
            database, controller, request?.DeadlineSeconds ?? NodeFaults.DefaultDrainSeconds, cancellationToken) is { } draining
            ? TypedResults.Ok(draining)
            : Refusals.Of("controller-not-found");
    }
}
