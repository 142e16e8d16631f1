using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json.Serialization;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record UpdateOrgRequest(
    string? DisplayName = null,
    [property: Description("free, pro or enterprise; for the platform.")] string? PlanTier = null,
    [property: Description("For the platform. Below the meetings open now it closes none; nothing new opens then.")]
    int? MaxConcurrentMeetings = null,
    [property: Description("For the platform. Meetings keep what they were given.")] int? MaxParticipantsPerMeeting = null)
{
    /// <summary>Set when the request names it: null is a value here (no limit), and a constructor could not tell it from nothing.</summary>
    [Description("For the platform; null means no limit, left out means no change.")]
    public int? MaxMonthlyMeetingMinutes
    {
        get;
        set => (field, SetsMonthlyMinutes) = (value, true);
    }

    [JsonIgnore]
    public bool SetsMonthlyMinutes { get; private set; }

    [JsonIgnore]
    public bool SetsLimits => PlanTier is not null || MaxConcurrentMeetings is not null || MaxParticipantsPerMeeting is not null
        || SetsMonthlyMinutes;
}

internal sealed record UpdateOrgResponse(
    Guid OrgId, string Subdomain, string DisplayName, PlanTier PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, OrgStatus Status, string? SuspensionReason, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class UpdateOrg
{
    private static readonly string[] PlanTiers = ["free", "pro", "enterprise"];

    [TenantQuery("organizations", """
        WITH org AS (
            SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
                max_monthly_meeting_minutes, open_meetings, status, suspension_reason, version, created_at, updated_at
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), wanted AS (
            SELECT coalesce(@display_name, display_name) AS display_name, coalesce(@plan_tier, plan_tier) AS plan_tier,
                coalesce(@max_concurrent_meetings, max_concurrent_meetings) AS max_concurrent_meetings,
                coalesce(@max_participants_per_meeting, max_participants_per_meeting) AS max_participants_per_meeting,
                CASE WHEN @sets_monthly_minutes THEN @max_monthly_meeting_minutes ELSE max_monthly_meeting_minutes END
                    AS max_monthly_meeting_minutes
            FROM org
        ), decision AS (
            SELECT CASE WHEN @if_match <> org.version THEN 'version-conflict' END AS refusal,
                (CASE WHEN w.display_name <> org.display_name THEN jsonb_build_object(
                    'displayName', jsonb_build_object('old', org.display_name, 'new', w.display_name)) ELSE '{}' END)
                || (CASE WHEN w.plan_tier <> org.plan_tier THEN jsonb_build_object(
                    'planTier', jsonb_build_object('old', org.plan_tier, 'new', w.plan_tier)) ELSE '{}' END)
                || (CASE WHEN w.max_concurrent_meetings <> org.max_concurrent_meetings THEN jsonb_build_object(
                    'maxConcurrentMeetings',
                    jsonb_build_object('old', org.max_concurrent_meetings, 'new', w.max_concurrent_meetings)) ELSE '{}' END)
                || (CASE WHEN w.max_participants_per_meeting <> org.max_participants_per_meeting THEN jsonb_build_object(
                    'maxParticipantsPerMeeting',
                    jsonb_build_object('old', org.max_participants_per_meeting, 'new', w.max_participants_per_meeting)) ELSE '{}' END)
                || (CASE WHEN w.max_monthly_meeting_minutes IS DISTINCT FROM org.max_monthly_meeting_minutes THEN jsonb_build_object(
                    'maxMonthlyMeetingMinutes',
                    jsonb_build_object('old', org.max_monthly_meeting_minutes, 'new', w.max_monthly_meeting_minutes)) ELSE '{}' END)
                    AS changes
            FROM org
            JOIN wanted AS w ON true
        ), changed AS (
            UPDATE organizations AS o
            SET display_name = w.display_name, plan_tier = w.plan_tier, max_concurrent_meetings = w.max_concurrent_meetings,
                max_participants_per_meeting = w.max_participants_per_meeting,
                max_monthly_meeting_minutes = w.max_monthly_meeting_minutes, version = o.version + 1
            FROM decision AS d
            JOIN wanted AS w ON true
            WHERE o.org_id = @org AND d.refusal IS NULL AND d.changes <> '{}'
            RETURNING o.org_id, o.plan_tier, o.version, o.updated_at
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.updated', 'org', c.org_id::text, d.changes
            FROM changed AS c
            JOIN decision AS d ON true
        )
        SELECT d.refusal, org.org_id, org.subdomain, w.display_name, coalesce(c.plan_tier, org.plan_tier) AS plan_tier,
            w.max_concurrent_meetings, w.max_participants_per_meeting, w.max_monthly_meeting_minutes, org.open_meetings, org.status,
            org.suspension_reason, coalesce(c.version, org.version) AS version, org.created_at,
            coalesce(c.updated_at, org.updated_at) AS updated_at
        FROM org
        JOIN wanted AS w ON true
        JOIN decision AS d ON true
        LEFT JOIN changed AS c ON true
        """)]
    private static partial Task<(string? Refusal, UpdateOrgResponse Org)?> UpdateOrgAsync(
        Database database, OrgId org, string? displayName, string? planTier, int? maxConcurrentMeetings, int? maxParticipantsPerMeeting,
        bool setsMonthlyMinutes, int? maxMonthlyMeetingMinutes, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapPatch("/{org}", HandleAsync)
        .RequireScope("orgs:write")
        .RequireIfMatch()
        .WithName("UpdateOrg")
        .WithSummary("Changes an organization's name, and for the platform its plan and limits")
        .WithDescription("What is left out stays. A change of nothing answers the same version.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UpdateOrgResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, UpdateOrgRequest request, ClaimsPrincipal caller, IfMatch ifMatch, AuditEntry audit, Database database,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (request.SetsLimits && !caller.HasScope("platform:orgs")) return Refusals.Of("missing-scope");
        var faults = Validate(request);
        if (faults.Any) return faults.ToProblem();

        if (await UpdateOrgAsync(
                database, org, request.DisplayName, request.PlanTier, request.MaxConcurrentMeetings, request.MaxParticipantsPerMeeting,
                request.SetsMonthlyMinutes, request.MaxMonthlyMeetingMinutes, ifMatch.Version, audit, cancellationToken)
            is not var (refusal, updated))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(updated.Version);
        return TypedResults.Ok(updated);
    }

    private static Faults Validate(UpdateOrgRequest request)
    {
        var faults = new Faults();
        if (request.DisplayName is null && !request.SetsLimits) faults.Add("body", "must change at least one field");
        faults.Text("displayName", request.DisplayName, max: 255, required: false);
        faults.OneOf("planTier", request.PlanTier, PlanTiers, required: false);
        faults.Range("maxConcurrentMeetings", request.MaxConcurrentMeetings, 0, 1_000_000);
        faults.Range("maxParticipantsPerMeeting", request.MaxParticipantsPerMeeting, 1, 1_000_000);
        faults.Range("maxMonthlyMeetingMinutes", request.MaxMonthlyMeetingMinutes, 0, int.MaxValue);
        return faults;
    }
}
