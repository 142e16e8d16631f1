using System.Diagnostics;
using System.Net;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Primitives;

namespace DarkTower.GcDatabase.Infrastructure;

internal enum ActorType
{
    User,
    System,
    ApiKey,
    Platform,
}

/// <summary>
/// Who does what is about to be done, as a row of the trail has it: statements that change something take it whole, and write
/// <c>@audit_id</c>, <c>@audit_actor_type</c> and so on. Handlers take it as a parameter; it reads the request.
/// </summary>
/// <param name="Id">Key of the row.</param>
/// <param name="ActorType">The platform itself, a user it acts for, or a key of an organization.</param>
/// <param name="ActorId">The user's or the key's.</param>
/// <param name="IpAddress">Where the request came from.</param>
/// <param name="UserAgent">What the caller calls itself.</param>
/// <param name="RequestId">What leads from the row to the trace of the request.</param>
[QueryArguments]
internal readonly record struct AuditEntry(
    Guid Id, ActorType ActorType, string? ActorId, IPAddress? IpAddress, string? UserAgent, string RequestId)
{
    public const string ActingUser = "X-Acting-User";

    private const int LongestUserAgent = 512;

    /// <summary>Of a background job.</summary>
    public static AuditEntry OfJob(string job, TimeProvider time) =>
        new(Infrastructure.Id.New(time), ActorType.System, job, null, null, TraceId());

    public static ValueTask<AuditEntry> BindAsync(HttpContext context)
    {
        var request = context.Request;
        var (type, actor) = Actor(context.User.Org, request.Headers[ActingUser]);
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        return new(new AuditEntry(
            Infrastructure.Id.New(time), type, actor, Address(context.Connection), UserAgentOf(request.Headers.UserAgent.ToString()),
            TraceId()));
    }

    private static (ActorType Type, string? Actor) Actor(OrgCaller? org, StringValues actingUser)
    {
        if (actingUser.Count == 0)
            return org is null ? (ActorType.Platform, null) : (ActorType.ApiKey, org.KeyId.ToString());
        if (org is not null)
            throw new InvalidRequestException(ActingUser, "is for the platform alone");
        return UserId.TryParse(actingUser, out var user)
            ? (ActorType.User, user.Value.ToString())
            : throw new InvalidRequestException(ActingUser, "is not a user's id");
    }

    private static IPAddress? Address(ConnectionInfo connection) => connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
        ? mapped.MapToIPv4()
        : connection.RemoteIpAddress;

    private static string? UserAgentOf(string header)
    {
        var printable = new string([.. header.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestUserAgent)]);
        return printable == "" ? null : printable;
    }

    private static string TraceId() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
}
