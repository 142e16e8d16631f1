using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal sealed record CreateUserRequest(
    [property: Required] string? Email = null,
    [property: Required] string? DisplayName = null,
    [property: Description("bcrypt or argon2id; left out for who signs in elsewhere. Kept, and never shown.")] string? PasswordHash = null);

internal sealed record CreateUserResponse(
    Guid UserId, string Email, string DisplayName, UserStatus Status, long Version, DateTimeOffset CreatedAt);

internal static partial class CreateUser
{
    /// <summary>The organization's key is held from the first look on: its deletion and erasure wait for that, and find the user.</summary>
    [TenantQuery("users", """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR KEY SHARE
        ), created AS (
            INSERT INTO users (org_id, user_id, email, display_name, password_hash)
            SELECT @org, @user, lower(@email), @display_name, @password_hash
            FROM org
            WHERE status = 'active'
            RETURNING user_id, email, display_name, status, version, created_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.created', 'user', user_id::text
            FROM created
        )
        SELECT CASE WHEN org.status <> 'active' THEN 'org-suspended' END AS refusal,
            c.user_id, c.email, c.display_name, c.status, c.version, c.created_at
        FROM org
        LEFT JOIN created AS c ON true
        """)]
    [OnViolation("users_email_key", "email-taken")]
    private static partial Task<(string? Refusal, CreateUserResponse? User)?> CreateUserAsync(
        Database database, OrgId org, UserId user, string email, string displayName, string? passwordHash, AuditEntry audit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapPost("", HandleAsync)
        .RequireScope("users:write")
        .Idempotent()
        .WithName("CreateUser")
        .WithSummary("Creates a user of the organization")
        .WithDescription("The email is kept in lower case and unique in the organization: a repetition is refused with email-taken.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreateUserResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, CreateUserRequest request, Database database, AuditEntry audit, TimeProvider time, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        Email.Validate(faults, request.Email, required: true);
        faults.Text("displayName", request.DisplayName, max: 255);
        PasswordHash.Validate(faults, request.PasswordHash);
        if (faults.Any) return faults.ToProblem();

        if (await CreateUserAsync(
                database, org, new UserId(Id.New(time)), request.Email!, request.DisplayName!, request.PasswordHash, audit,
                cancellationToken)
            is not var (refusal, created))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(created!.Version);
        return TypedResults.Created($"/v1/orgs/{org}/users/{created.UserId}", created);
    }
}
