using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MeetingControllers;

internal sealed record RegisterMeetingControllerRequest(
    [property: Required, Description("Lower case: eu-west-1.")] string? Region = null,
    [property: Required, Description("Where servers of the platform reach it.")] string? GrpcEndpoint = null,
    [property: Description("Where clients reach it.")] string? WebtransportEndpoint = null,
    [property: Required] int? MaxMeetings = null,
    [property: Required] int? MaxParticipants = null);

internal sealed record RegisterMeetingControllerResponse(
    Guid ControllerId,
    [property: Description("To be sent with every heartbeat; the next registration ends it.")] long Epoch,
    string Region, string GrpcEndpoint, string? WebtransportEndpoint, int MaxMeetings, int MaxParticipants, NodeHealth Health,
    [property: Description("Meetings assigned to it: a registration does not end them.")] int ReservedMeetings,
    long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class RegisterMeetingController
{
    /// <summary>The load starts anew but for reserved_meetings, which counts assignments: those live on.</summary>
    [GlobalQuery("meeting_controllers", "Controllers belong to the platform.", """
        WITH registered AS (
            INSERT INTO meeting_controllers AS c (
                controller_id, region, grpc_endpoint, webtransport_endpoint, max_meetings, max_participants)
            VALUES (@controller, @region, @grpc_endpoint, @webtransport_endpoint, @max_meetings, @max_participants)
            ON CONFLICT (controller_id) DO UPDATE
            SET region = excluded.region, grpc_endpoint = excluded.grpc_endpoint, webtransport_endpoint = excluded.webtransport_endpoint,
                max_meetings = excluded.max_meetings, max_participants = excluded.max_participants, epoch = c.epoch + 1,
                version = c.version + CASE
                    WHEN (c.region, c.grpc_endpoint, c.webtransport_endpoint, c.max_meetings, c.max_participants)
                        IS DISTINCT FROM (excluded.region, excluded.grpc_endpoint, excluded.webtransport_endpoint, excluded.max_meetings,
                            excluded.max_participants) THEN 1
                    ELSE 0
                END
            RETURNING controller_id, epoch, region, grpc_endpoint, webtransport_endpoint, max_meetings, max_participants, version,
                created_at, updated_at
        ), load AS (
            INSERT INTO meeting_controller_load (controller_id, epoch)
            SELECT controller_id, epoch
            FROM registered
            ON CONFLICT (controller_id) DO UPDATE
            SET epoch = excluded.epoch, heartbeat_seq = 0, last_heartbeat_at = NULL, current_meetings = 0, current_participants = 0,
                health = 'pending', drain_deadline = NULL
            RETURNING health, reserved_meetings
        )
        SELECT r.controller_id, r.epoch, r.region, r.grpc_endpoint, r.webtransport_endpoint, r.max_meetings, r.max_participants, l.health,
            l.reserved_meetings, r.version, r.created_at, r.updated_at
        FROM registered AS r
        CROSS JOIN load AS l
        """)]
    private static partial Task<RegisterMeetingControllerResponse> RegisterMeetingControllerAsync(
        Database database, ControllerId controller, string region, string grpcEndpoint, string? webtransportEndpoint, int maxMeetings,
        int maxParticipants, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder controllers) => controllers.MapPut("/{controller}", HandleAsync)
        .RequireScope("controllers:write")
        .WithName("RegisterMeetingController")
        .WithSummary("Registers a meeting controller, which begins a new epoch of it")
        .WithDescription("Every registration, a repeated one too, raises the epoch: heartbeats of an older one are refused from then on.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Created<RegisterMeetingControllerResponse>, Ok<RegisterMeetingControllerResponse>,
        ProblemHttpResult>> HandleAsync(
        ControllerId controller, RegisterMeetingControllerRequest request, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(request.Region);
        faults.Endpoints(request.GrpcEndpoint, request.WebtransportEndpoint);
        faults.Capacity("maxMeetings", request.MaxMeetings);
        faults.Capacity("maxParticipants", request.MaxParticipants);
        if (faults.Any) return faults.ToProblem();

        var registered = await RegisterMeetingControllerAsync(
            database, controller, request.Region!, request.GrpcEndpoint!, request.WebtransportEndpoint, request.MaxMeetings!.Value,
            request.MaxParticipants!.Value, cancellationToken);
        response.SetEntityTag(registered.Version);
        return registered.Epoch == 1
            ? TypedResults.Created($"/v1/meeting-controllers/{registered.ControllerId}", registered)
            : TypedResults.Ok(registered);
    }
}
