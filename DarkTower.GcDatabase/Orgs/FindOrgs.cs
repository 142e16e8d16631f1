using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record FindOrgsResponse(List<FoundOrg> Items, string? NextCursor);

internal sealed record FoundOrg(
    Guid OrgId, string Subdomain, string DisplayName, string PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, string Status, string? SuspensionReason, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static class FindOrgs
{
    private static readonly Statement Find = new("FindOrgs", "organizations", """
        SELECT o.org_id, o.subdomain, o.display_name, o.plan_tier, o.max_concurrent_meetings, o.max_participants_per_meeting,
            o.max_monthly_meeting_minutes, o.open_meetings, o.status, o.suspension_reason, o.version, o.created_at, o.updated_at
        FROM organization_directory AS d
        JOIN organizations AS o ON o.org_id = d.org_id
        WHERE d.subdomain = $1 AND o.deleted_at IS NULL
        """);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapGet("", HandleAsync)
        .RequireScope("orgs:read")
        .WithName("FindOrgs")
        .WithSummary("The organization of a subdomain")
        .WithDescription("A list of one, or of none. There is no list of all organizations.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<FindOrgsResponse>, ProblemHttpResult>> HandleAsync(
        [Description("The exact subdomain; required.")] string? subdomain, TenantDatabase database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Text("subdomain", subdomain, max: 63);
        if (faults.Any) return faults.ToProblem();

        var rows = await database.QueryBySubdomainAsync(subdomain!, Find, Read, cancellationToken);
        return TypedResults.Ok(new FindOrgsResponse(rows, null));
    }

    private static FoundOrg Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
        row.GetInt32OrNull(6), row.GetInt32(7), row.GetString(8), row.GetStringOrNull(9),
        row.GetInt64(10), row.GetTime(11), row.GetTime(12));
}
