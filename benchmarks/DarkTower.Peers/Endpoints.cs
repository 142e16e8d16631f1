using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.Peers;

/// <summary>The same routes, bodies, answers and checks as gc-database; only what is behind <see cref="IOperations"/> differs.</summary>
internal static class Endpoints
{
    private const int PageSize = 50;
    private const string CodeAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static void Map(IEndpointRouteBuilder app, Action<RouteHandlerBuilder, string> protect)
    {
        var org = app.MapGroup("/v1/orgs/{org:guid}");
        protect(org.MapGet("", GetOrgAsync), "orgs:read");
        protect(org.MapGet("/meetings", ListMeetingsAsync), "meetings:read");
        protect(org.MapPost("/meetings", CreateMeetingAsync), "meetings:write");
        protect(org.MapGet("/meetings/{meeting:guid}", GetMeetingAsync), "meetings:read");
        protect(org.MapPost("/meetings/{meeting:guid}/claims", ClaimAsync), "meetings:claim");
        protect(org.MapGet("/meetings/{meeting:guid}/participants", ListParticipantsAsync), "participants:read");
        protect(org.MapPost("/meetings/{meeting:guid}/participants", JoinAsync), "participants:write");
        protect(app.MapPost("/v1/meeting-controllers/{controller:guid}/heartbeats", HeartbeatAsync), "controllers:write");
    }

    private static async Task<Results<Ok<Org>, ProblemHttpResult>> GetOrgAsync(
        Guid org, IOperations operations, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await operations.GetOrgAsync(org, cancellationToken) is not { } found) return Refuse("org-not-found");
        response.Headers.ETag = EntityTag(found.Version);
        return TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<Meeting>, ProblemHttpResult>> GetMeetingAsync(
        Guid org, Guid meeting, IOperations operations, HttpResponse response, CancellationToken cancellationToken)
    {
        var (refusal, found) = await operations.GetMeetingAsync(org, meeting, cancellationToken);
        if (refusal is not null) return Refuse(refusal);
        response.Headers.ETag = EntityTag(found!.Version);
        return TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<MeetingList>, ProblemHttpResult>> ListMeetingsAsync(
        Guid org, int? limit, string? cursor, IOperations operations, CancellationToken cancellationToken)
    {
        var size = limit ?? PageSize;
        if (size is < 1 or > 200) return Invalid("limit", "must be from 1 to 200");
        if (await operations.ListMeetingsAsync(org, Before(cursor), size + 1, cancellationToken) is not { } rows)
            return Refuse("org-not-found");
        return TypedResults.Ok(rows.Count <= size
            ? new MeetingList(rows, null) : new MeetingList(rows[..size], Cursor(rows[size - 1].MeetingId)));
    }

    private static async Task<Results<Ok<ParticipantList>, ProblemHttpResult>> ListParticipantsAsync(
        Guid org, Guid meeting, int? limit, string? cursor, IOperations operations, CancellationToken cancellationToken)
    {
        var size = limit ?? PageSize;
        if (size is < 1 or > 200) return Invalid("limit", "must be from 1 to 200");
        var (refusal, rows) = await operations.ListParticipantsAsync(org, meeting, Before(cursor), size + 1, cancellationToken);
        if (refusal is not null) return Refuse(refusal);
        return TypedResults.Ok(rows!.Count <= size
            ? new ParticipantList(rows, null) : new ParticipantList(rows[..size], Cursor(rows[size - 1].ParticipantId)));
    }

    private static async Task<Results<Created<Joined>, ProblemHttpResult>> JoinAsync(
        Guid org, Guid meeting, JoinRequest request, IOperations operations, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken)
    {
        var guest = request.ParticipantType == "guest";
        IPAddress? address = null;
        if (request.ParticipantType is not ("member" or "external" or "guest")) return Invalid("participantType", "must be one of three");
        if ((request.ParticipantType == "member") != (request.UserId is not null)) return Invalid("userId", "is for members");
        if (request.UserId is null && request.DisplayName is not { Length: > 0 and <= 255 }) return Invalid("displayName", "is missing");
        if (request.Role is not null && (request.Role == "guest") != guest) return Invalid("role", "does not fit");
        if (request.IpAddress is not null && !IPAddress.TryParse(request.IpAddress, out address)) return Invalid("ipAddress", "is none");

        var order = new JoinOrder(
            org, meeting, NewId(time), request.UserId, request.ParticipantType, request.DisplayName,
            request.Role ?? (guest ? "guest" : "participant"), address, request.UserAgent, request.ClientVersion);
        var (refusal, joined) = await operations.JoinAsync(order, Stamp(context, time), cancellationToken);
        return refusal is not null
            ? Refuse(refusal)
            : TypedResults.Created($"/v1/orgs/{org}/meetings/{joined!.MeetingId}/participants/{joined.ParticipantId}", joined);
    }

    private static async Task<Results<Created<CreatedMeeting>, ProblemHttpResult>> CreateMeetingAsync(
        Guid org, CreateRequest request, IOperations operations, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (request.DisplayName is not { Length: > 0 and <= 255 }) return Invalid("displayName", "is missing");
        if (request.MaxParticipants is < 1 or > 1_000_000) return Invalid("maxParticipants", "must be from 1 to 1000000");

        var secret = RandomNumberGenerator.GetBytes(32);
        var order = new CreateOrder(
            org, NewId(time), RandomNumberGenerator.GetString(CodeAlphabet, 12), SHA256.HashData(secret), request.MaxParticipants ?? 100,
            request.RequireAuth ?? !request.AllowGuests, request);
        var (refusal, created) = await operations.CreateMeetingAsync(order, Stamp(context, time), cancellationToken);
        if (refusal is not null) return Refuse(refusal);
        context.Response.Headers.ETag = EntityTag(created!.Version);
        return TypedResults.Created(
            $"/v1/orgs/{org}/meetings/{created.MeetingId}", created with { JoinSecret = Base64Url.EncodeToString(secret) });
    }

    private static async Task<Results<Ok<Claimed>, ProblemHttpResult>> ClaimAsync(
        Guid org, Guid meeting, ClaimRequest request, IOperations operations, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (request.ControllerId is not { } controller) return Invalid("controllerId", "is missing");
        var (refusal, claimed) = await operations.ClaimAsync(org, meeting, controller, Stamp(context, time), cancellationToken);
        return refusal is not null ? Refuse(refusal) : TypedResults.Ok(claimed);
    }

    private static async Task<Results<Ok<Beat>, ProblemHttpResult>> HeartbeatAsync(
        Guid controller, BeatRequest request, IOperations operations, CancellationToken cancellationToken)
    {
        if (request is not { Epoch: >= 1 and { } epoch, Sequence: >= 1 and { } sequence }) return Invalid("epoch", "is missing");
        if (request is not { CurrentMeetings: >= 0 and { } meetings, CurrentParticipants: >= 0 and { } people })
            return Invalid("currentMeetings", "is missing");
        if (request.Health is not ("healthy" or "degraded")) return Invalid("health", "must be healthy or degraded");
        var (refusal, taken) = await operations.HeartbeatAsync(
            new BeatOrder(controller, epoch, sequence, meetings, people, request.Health), cancellationToken);
        return refusal is not null ? Refuse(refusal) : TypedResults.Ok(taken);
    }

    private static Guid NewId(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    private static AuditStamp Stamp(HttpContext context, TimeProvider time) => new(
        NewId(time), "platform", null, context.Connection.RemoteIpAddress,
        context.Request.Headers.UserAgent is [{ Length: > 0 } agent] ? agent : null,
        (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString());

    private static string EntityTag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static Guid Before(string? cursor) =>
        cursor is null ? Guid.AllBitsSet : new Guid(Base64Url.DecodeFromChars(cursor), bigEndian: true);

    private static string Cursor(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static ProblemHttpResult Refuse(string code) => Problem.Of(
        code.EndsWith("-not-found", StringComparison.Ordinal) ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, code);

    private static ProblemHttpResult Invalid(string field, string fault) =>
        Problem.Invalid(new Dictionary<string, string[]> { [field] = [fault] });
}
