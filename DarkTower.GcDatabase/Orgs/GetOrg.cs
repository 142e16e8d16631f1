using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record GetOrgResponse(
    Guid OrgId, string Subdomain, string DisplayName, string PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, string Status, string? SuspensionReason, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static class GetOrg
{
    private static readonly Statement Get = new("GetOrg", "organizations", """
        SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
            max_monthly_meeting_minutes, open_meetings, status, suspension_reason, version, created_at, updated_at
        FROM organizations
        WHERE org_id = $1 AND deleted_at IS NULL
        """);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapGet("/{org}", HandleAsync)
        .RequireScope("orgs:read")
        .WithName("GetOrg")
        .WithSummary("An organization by its id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetOrgResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, TenantDatabase database, HttpResponse response, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(org, Get, Read, cancellationToken, Param.Uuid(org.Value));
        if (rows is not [var found]) return Refusals.Of("org-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }

    private static GetOrgResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
        row.GetInt32OrNull(6), row.GetInt32(7), row.GetString(8), row.GetStringOrNull(9),
        row.GetInt64(10), row.GetTime(11), row.GetTime(12));
}
