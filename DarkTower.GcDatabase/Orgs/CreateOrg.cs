using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record CreateOrgRequest(
    [property: Required, Description("DNS label: 1 to 63 lower-case letters, digits and inner hyphens.")] string? Subdomain = null,
    [property: Required] string? DisplayName = null,
    [property: Description("free, pro or enterprise; free when left out.")] string? PlanTier = null,
    [property: Description("Meetings open at once; 10 when left out.")] int? MaxConcurrentMeetings = null,
    [property: Description("Caps what a meeting may ask for; 100 when left out.")] int? MaxParticipantsPerMeeting = null,
    [property: Description("No limit when left out.")] int? MaxMonthlyMeetingMinutes = null);

internal sealed record CreateOrgResponse(
    Guid OrgId, string Subdomain, string DisplayName, PlanTier PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, OrgStatus Status, long Version, DateTimeOffset CreatedAt);

internal static partial class CreateOrg
{
    private static readonly string[] PlanTiers = ["free", "pro", "enterprise"];

    [TenantQuery("organizations", """
        WITH listed AS (
            INSERT INTO organization_directory (subdomain, org_id)
            VALUES (@subdomain, @org)
        ), created AS (
            INSERT INTO organizations (
                org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
                max_monthly_meeting_minutes)
            VALUES (
                @org, @subdomain, @display_name, @plan_tier, @max_concurrent_meetings, @max_participants_per_meeting,
                @max_monthly_meeting_minutes)
            RETURNING org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
                max_monthly_meeting_minutes, open_meetings, status, version, created_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.created', 'org', org_id::text,
                jsonb_build_object('subdomain', subdomain, 'planTier', plan_tier, 'maxConcurrentMeetings', max_concurrent_meetings,
                    'maxParticipantsPerMeeting', max_participants_per_meeting, 'maxMonthlyMeetingMinutes', max_monthly_meeting_minutes)
            FROM created
        )
        SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
            max_monthly_meeting_minutes, open_meetings, status, version, created_at
        FROM created
        """)]
    [OnViolation("organization_directory_pkey", "subdomain-taken")]
    private static partial Task<(string? Refusal, CreateOrgResponse? Org)> CreateOrgAsync(
        Database database, OrgId org, string subdomain, string displayName, string planTier, int maxConcurrentMeetings, int
        maxParticipantsPerMeeting, int? maxMonthlyMeetingMinutes, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapPost("", HandleAsync)
        .RequireScope("platform:orgs")
        .Idempotent()
        .WithName("CreateOrg")
        .WithSummary("Creates an organization")
        .WithDescription("The subdomain is unique: a repetition without the same Idempotency-Key is refused with subdomain-taken.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreateOrgResponse>, ProblemHttpResult>> HandleAsync(
        CreateOrgRequest request, Database database, AuditEntry audit, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        var faults = Validate(request);
        if (faults.Any) return faults.ToProblem();

        var org = new OrgId(Id.New(time));
        var (refusal, created) = await CreateOrgAsync(
            database, org, request.Subdomain!, request.DisplayName!, request.PlanTier ?? "free", request.MaxConcurrentMeetings ?? 10,
            request.MaxParticipantsPerMeeting ?? 100, request.MaxMonthlyMeetingMinutes, audit, cancellationToken);
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(created!.Version);
        return TypedResults.Created($"/v1/orgs/{org}", created);
    }

    private static Faults Validate(CreateOrgRequest request)
    {
        var faults = new Faults();
        if (request.Subdomain is null) faults.Add("subdomain", "is missing");
        else if (!DnsLabel().IsMatch(request.Subdomain)) faults.Add("subdomain", "must be a DNS label in lower case");
        faults.Text("displayName", request.DisplayName, max: 255);
        faults.OneOf("planTier", request.PlanTier, PlanTiers, required: false);
        faults.Range("maxConcurrentMeetings", request.MaxConcurrentMeetings, 0, 1_000_000);
        faults.Range("maxParticipantsPerMeeting", request.MaxParticipantsPerMeeting, 1, 1_000_000);
        faults.Range("maxMonthlyMeetingMinutes", request.MaxMonthlyMeetingMinutes, 0, int.MaxValue);
        return faults;
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();
}
