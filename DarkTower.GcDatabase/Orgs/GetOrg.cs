using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record GetOrgResponse(
    Guid OrgId, string Subdomain, string DisplayName, PlanTier PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, OrgStatus Status, string? SuspensionReason, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class GetOrg
{
    [TenantQuery("organizations", """
        SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
            max_monthly_meeting_minutes, open_meetings, status, suspension_reason, version, created_at, updated_at
        FROM organizations
        WHERE org_id = @org AND deleted_at IS NULL
        """)]
    private static partial Task<GetOrgResponse?> GetOrgAsync(Database database, OrgId org, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapGet("/{org}", HandleAsync)
        .RequireScope("orgs:read")
        .WithName("GetOrg")
        .WithSummary("An organization by its id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetOrgResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        var found = await GetOrgAsync(database, org, cancellationToken);
        if (found is null) return Refusals.Of("org-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }
}
