using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record FindOrgsResponse(List<FoundOrg> Items, string? NextCursor);

internal sealed record FoundOrg(
    Guid OrgId, string Subdomain, string DisplayName, PlanTier PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, OrgStatus Status, string? SuspensionReason, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class FindOrgs
{
    [TenantQuery("organizations", """
        SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
            max_monthly_meeting_minutes, open_meetings, status, suspension_reason, version, created_at, updated_at
        FROM organizations
        WHERE org_id = nullif(current_setting('app.org_id', true), '')::uuid AND deleted_at IS NULL
        """, TenantFrom = """
        SELECT org_id
        FROM organization_directory
        WHERE subdomain = @subdomain
        """)]
    private static partial Task<FoundOrg?> FindOrgsAsync(Database database, string subdomain, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapGet("", HandleAsync)
        .RequireScope("platform:orgs")
        .WithName("FindOrgs")
        .WithSummary("The organization of a subdomain")
        .WithDescription("A list of one, or of none. There is no list of all organizations.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<FindOrgsResponse>, ProblemHttpResult>> HandleAsync(
        [Description("The exact subdomain; required.")] string? subdomain, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Text("subdomain", subdomain, max: 63);
        if (faults.Any) return faults.ToProblem();

        var found = await FindOrgsAsync(database, subdomain!, cancellationToken);
        return TypedResults.Ok(new FindOrgsResponse(found is null ? [] : [found], null));
    }
}
