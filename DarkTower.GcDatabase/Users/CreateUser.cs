using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Users;

internal sealed record CreateUserRequest([property: Required] string? Email = null, [property: Required] string? DisplayName = null);

internal sealed record CreateUserResponse(
    Guid UserId, string Email, string DisplayName, string Status, long Version, DateTimeOffset CreatedAt);

internal static class CreateUser
{
    private static readonly Statement Create = new("CreateUser", "users", """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = $1 AND deleted_at IS NULL
        ), created AS (
            INSERT INTO users (org_id, user_id, email, display_name)
            SELECT $1, $2, lower($3), $4
            FROM org
            WHERE status = 'active'
            RETURNING user_id, email, display_name, status, version, created_at
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
            SELECT $1, $5, 'platform', 'user.created', 'user', user_id::text, $6
            FROM created
        )
        SELECT c.user_id, c.email, c.display_name, c.status, c.version, c.created_at
        FROM org
        LEFT JOIN created AS c ON true
        """);

    public static void Map(IEndpointRouteBuilder users) => users.MapPost("", HandleAsync)
        .RequireScope("users:write")
        .WithName("CreateUser")
        .WithSummary("Creates a user of the organization")
        .WithDescription("The email is kept in lower case and unique in the organization: a repetition is refused with email-taken.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreateUserResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, CreateUserRequest request, TenantDatabase database, TimeProvider time, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        Email.Validate(faults, request.Email, required: true);
        faults.Text("displayName", request.DisplayName, max: 255);
        if (faults.Any) return faults.ToProblem();

        try
        {
            var rows = await database.QueryAsync(org, Create, Read, cancellationToken,
                Param.Uuid(org.Value), Param.Uuid(Id.New(time)), Param.Text(request.Email), Param.Text(request.DisplayName),
                Param.Uuid(Id.New(time)), Param.Text(Audit.RequestId));
            if (rows is not [var created]) return Refusals.Of("org-not-found");
            if (created is null) return Refusals.Of("org-suspended");
            response.SetEntityTag(created.Version);
            return TypedResults.Created($"/v1/orgs/{org}/users/{created.UserId}", created);
        }
        catch (PostgresException e) when (UserConstraints.CodeOf(e) is { } code)
        {
            return Refusals.Of(code);
        }
    }

    private static CreateUserResponse? Read(NpgsqlDataReader row) => row.IsDBNull(0)
        ? null
        : new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetTime(5));
}
