using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.AuditLog;

internal sealed record ListAuditLogResponse(List<ListedAuditEntry> Items, string? NextCursor);

internal sealed record ListedAuditEntry(
    Guid AuditId, ActorType ActorType, string? ActorId, string Action, string TargetType, string TargetId, AuditResult Result,
    string? Reason, string? IpAddress, string? UserAgent,
    [property: Description("What changed: for a change of settings each field's old and new value.")] JsonElement Details,
    string RequestId, DateTimeOffset CreatedAt);

/// <summary>
/// One statement for each index that can lead. What is asked for beyond it is looked for among the few rows of that target or actor. The
/// platform reads the trail of an organization that is deleted or erased too; to everybody else there is none.
/// </summary>
internal static partial class ListAuditLog
{
    [TenantQuery("audit_logs", """
        SELECT o.known AS "known!", a.audit_id, a.actor_type, a.actor_id, a.action, a.target_type, a.target_id, a.result, a.reason, a.ip_address,
            a.user_agent, a.details, a.request_id, a.created_at
        FROM (
            SELECT EXISTS (SELECT FROM organizations WHERE org_id = @org AND deleted_at IS NULL)
                OR (@platform AND EXISTS (SELECT FROM audit_logs WHERE org_id = @org)) AS known
        ) AS o
        LEFT JOIN LATERAL (
            SELECT audit_id, actor_type, actor_id, action, target_type, target_id, result, reason, host(ip_address) AS ip_address,
                user_agent, details, request_id, created_at
            FROM audit_logs
            WHERE org_id = @org AND created_at >= @first AND created_at <= @before_at AND (created_at, audit_id) < (@before_at, @before)
            ORDER BY created_at DESC, audit_id DESC
            LIMIT @limit
        ) AS a ON o.known
        ORDER BY a.created_at DESC, a.audit_id DESC
        """)]
    private static partial Task<List<(bool Known, ListedAuditEntry? Entry)>> ListAuditLogAsync(
        Database database, OrgId org, bool platform, DateTimeOffset first, DateTimeOffset beforeAt, Guid before, long limit,
        CancellationToken cancellationToken);

    [TenantQuery("audit_logs", """
        SELECT o.known AS "known!", a.audit_id, a.actor_type, a.actor_id, a.action, a.target_type, a.target_id, a.result, a.reason, a.ip_address,
            a.user_agent, a.details, a.request_id, a.created_at
        FROM (
            SELECT EXISTS (SELECT FROM organizations WHERE org_id = @org AND deleted_at IS NULL)
                OR (@platform AND EXISTS (SELECT FROM audit_logs WHERE org_id = @org)) AS known
        ) AS o
        LEFT JOIN LATERAL (
            SELECT audit_id, actor_type, actor_id, action, target_type, target_id, result, reason, host(ip_address) AS ip_address,
                user_agent, details, request_id, created_at
            FROM audit_logs
            WHERE org_id = @org AND created_at >= @first AND created_at <= @before_at AND (created_at, audit_id) < (@before_at, @before)
                AND action = @action
            ORDER BY created_at DESC, audit_id DESC
            LIMIT @limit
        ) AS a ON o.known
        ORDER BY a.created_at DESC, a.audit_id DESC
        """)]
    private static partial Task<List<(bool Known, ListedAuditEntry? Entry)>> ListAuditLogByActionAsync(
        Database database, OrgId org, bool platform, DateTimeOffset first, DateTimeOffset beforeAt, Guid before, long limit, string action,
        CancellationToken cancellationToken);

    [TenantQuery("audit_logs", """
        SELECT o.known AS "known!", a.audit_id, a.actor_type, a.actor_id, a.action, a.target_type, a.target_id, a.result, a.reason, a.ip_address,
            a.user_agent, a.details, a.request_id, a.created_at
        FROM (
            SELECT EXISTS (SELECT FROM organizations WHERE org_id = @org AND deleted_at IS NULL)
                OR (@platform AND EXISTS (SELECT FROM audit_logs WHERE org_id = @org)) AS known
        ) AS o
        LEFT JOIN LATERAL (
            SELECT audit_id, actor_type, actor_id, action, target_type, target_id, result, reason, host(ip_address) AS ip_address,
                user_agent, details, request_id, created_at
            FROM audit_logs
            WHERE org_id = @org AND created_at >= @first AND created_at <= @before_at AND (created_at, audit_id) < (@before_at, @before)
                AND actor_id = @actor AND (@action::text IS NULL OR action = @action)
            ORDER BY created_at DESC, audit_id DESC
            LIMIT @limit
        ) AS a ON o.known
        ORDER BY a.created_at DESC, a.audit_id DESC
        """)]
    private static partial Task<List<(bool Known, ListedAuditEntry? Entry)>> ListAuditLogByActorAsync(
        Database database, OrgId org, bool platform, DateTimeOffset first, DateTimeOffset beforeAt, Guid before, long limit, string actor, string? action,
        CancellationToken cancellationToken);

    [TenantQuery("audit_logs", """
        SELECT o.known AS "known!", a.audit_id, a.actor_type, a.actor_id, a.action, a.target_type, a.target_id, a.result, a.reason, a.ip_address,
            a.user_agent, a.details, a.request_id, a.created_at
        FROM (
            SELECT EXISTS (SELECT FROM organizations WHERE org_id = @org AND deleted_at IS NULL)
                OR (@platform AND EXISTS (SELECT FROM audit_logs WHERE org_id = @org)) AS known
        ) AS o
        LEFT JOIN LATERAL (
            SELECT audit_id, actor_type, actor_id, action, target_type, target_id, result, reason, host(ip_address) AS ip_address,
                user_agent, details, request_id, created_at
            FROM audit_logs
            WHERE org_id = @org AND created_at >= @first AND created_at <= @before_at AND (created_at, audit_id) < (@before_at, @before)
                AND target_id = @target AND (@actor::text IS NULL OR actor_id = @actor) AND (@action::text IS NULL OR action = @action)
            ORDER BY created_at DESC, audit_id DESC
            LIMIT @limit
        ) AS a ON o.known
        ORDER BY a.created_at DESC, a.audit_id DESC
        """)]
    private static partial Task<List<(bool Known, ListedAuditEntry? Entry)>> ListAuditLogByTargetAsync(
        Database database, OrgId org, bool platform, DateTimeOffset first, DateTimeOffset beforeAt, Guid before, long limit, string target, string? actor, string? action,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder trail) => trail.MapGet("", HandleAsync)
        .RequireScope("audit:read")
        .WithName("ListAuditLog")
        .WithSummary("What was done in the organization, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListAuditLogResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, [Description("What was done: meeting.ended.")] string? action,
        [Description("Id of the user or key that did it.")] string? actor,
        [Description("Id of what it was done to.")] string? target, [AsParameters] AuditSpan span, ClaimsPrincipal caller,
        Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        span.Validate(faults);
        if (action is not null && !Action().IsMatch(action)) faults.Add("action", "is not an action, like meeting.ended");
        faults.Text("actor", actor, max: 255, required: false);
        faults.Text("target", target, max: 255, required: false);
        if (faults.Any) return faults.ToProblem();

        var (platform, first, (at, before), limit) = (caller.Org is null, span.First, span.Before, span.Size + 1);
        var rows = (target, actor, action) switch
        {
            ({ } of, _, _) => await ListAuditLogByTargetAsync(
                database, org, platform, first, at, before, limit, of, actor, action, cancellationToken),
            (_, { } by, _) => await ListAuditLogByActorAsync(database, org, platform, first, at, before, limit, by, action, cancellationToken),
            (_, _, { } did) => await ListAuditLogByActionAsync(database, org, platform, first, at, before, limit, did, cancellationToken),
            _ => await ListAuditLogAsync(database, org, platform, first, at, before, limit, cancellationToken),
        };
        if (!rows[0].Known) return Refusals.Of("org-not-found");
        var entries = rows.Select(row => row.Entry).OfType<ListedAuditEntry>().ToList();
        if (entries.Count <= span.Size) return TypedResults.Ok(new ListAuditLogResponse(entries, null));
        var last = entries[span.Size - 1];
        return TypedResults.Ok(new ListAuditLogResponse(entries[..span.Size], AuditSpan.CursorOf(last.CreatedAt, last.AuditId)));
    }

    [GeneratedRegex("^[a-z][a-z0-9_.-]{0,99}\\z")]
    private static partial Regex Action();
}
