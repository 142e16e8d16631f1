using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record CreateOrgRequest(
    [property: Required, Description("DNS label: 1 to 63 lower-case letters, digits and inner hyphens.")] string? Subdomain = null,
    [property: Required] string? DisplayName = null,
    [property: Description("free, pro or enterprise; free when left out.")] string? PlanTier = null,
    [property: Description("Meetings open at once; 10 when left out.")] int? MaxConcurrentMeetings = null,
    [property: Description("Caps what a meeting may ask for; 100 when left out.")] int? MaxParticipantsPerMeeting = null,
    [property: Description("No limit when left out.")] int? MaxMonthlyMeetingMinutes = null);

internal sealed record CreateOrgResponse(
    Guid OrgId, string Subdomain, string DisplayName, string PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, string Status, long Version, DateTimeOffset CreatedAt);

internal static partial class CreateOrg
{
    private static readonly string[] PlanTiers = ["free", "pro", "enterprise"];

    private static readonly Statement Create = new("CreateOrg", "organizations", """
        WITH listed AS (
            INSERT INTO organization_directory (subdomain, org_id)
            VALUES ($2, $1)
        ), created AS (
            INSERT INTO organizations (
                org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
                max_monthly_meeting_minutes)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            RETURNING org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
                max_monthly_meeting_minutes, open_meetings, status, version, created_at
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, details, request_id)
            SELECT $1, $8, 'platform', 'org.created', 'org', org_id::text,
                jsonb_build_object('subdomain', subdomain, 'planTier', plan_tier, 'maxConcurrentMeetings', max_concurrent_meetings,
                    'maxParticipantsPerMeeting', max_participants_per_meeting, 'maxMonthlyMeetingMinutes', max_monthly_meeting_minutes), $9
            FROM created
        )
        SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
            max_monthly_meeting_minutes, open_meetings, status, version, created_at
        FROM created
        """);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapPost("", HandleAsync)
        .RequireScope("orgs:write")
        .WithName("CreateOrg")
        .WithSummary("Creates an organization")
        .WithDescription("Not to be repeated blindly, but the subdomain is unique: a repetition is refused with subdomain-taken.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreateOrgResponse>, ProblemHttpResult>> HandleAsync(
        CreateOrgRequest request, TenantDatabase database, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        var faults = Validate(request);
        if (faults.Any) return faults.ToProblem();

        var org = new OrgId(Id.New(time));
        try
        {
            var rows = await database.QueryAsync(org, Create, Read, cancellationToken,
                Param.Uuid(org.Value), Param.Text(request.Subdomain), Param.Text(request.DisplayName),
                Param.Text(request.PlanTier ?? "free"), Param.Int(request.MaxConcurrentMeetings ?? 10),
                Param.Int(request.MaxParticipantsPerMeeting ?? 100), Param.Int(request.MaxMonthlyMeetingMinutes),
                Param.Uuid(Id.New(time)), Param.Text(Audit.RequestId));
            response.SetEntityTag(rows[0].Version);
            return TypedResults.Created($"/v1/orgs/{org}", rows[0]);
        }
        catch (PostgresException e) when (OrgConstraints.CodeOf(e) is { } code)
        {
            return Refusals.Of(code);
        }
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

    private static CreateOrgResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
        row.GetInt32OrNull(6), row.GetInt32(7), row.GetString(8), row.GetInt64(9), row.GetTime(10));

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();
}
