using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal sealed record UpdateUserRequest(
    string? Email = null,
    string? DisplayName = null,
    [property: Description("active or deactivated.")] string? Status = null,
    [property: Description("bcrypt or argon2id. Kept, and never shown.")] string? PasswordHash = null);

internal sealed record UpdateUserResponse(
    Guid UserId, string Email, string DisplayName, UserStatus Status, DateTimeOffset? LastLoginAt, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class UpdateUser
{
    private static readonly string[] Statuses = ["active", "deactivated"];

    /// <summary>
    /// The password hash may be read by nobody, this statement included: so it is written by an UPDATE of its own, which alone names it, and
    /// giving one always is a change.
    /// </summary>
    [TenantQuery("users", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
            FROM users
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), wanted AS (
            SELECT user_id, coalesce(lower(@email), email) AS email, coalesce(@display_name, display_name) AS display_name,
                coalesce(@status, status) AS status
            FROM person
        ), decision AS (
            SELECT CASE
                WHEN p.user_id IS NULL THEN 'user-not-found'
                WHEN @if_match <> p.version THEN 'version-conflict'
            END AS refusal,
                (CASE WHEN w.email <> p.email THEN jsonb_build_object('email', jsonb_build_object('old', p.email, 'new', w.email))
                    ELSE '{}' END)
                || (CASE WHEN w.display_name <> p.display_name THEN jsonb_build_object(
                    'displayName', jsonb_build_object('old', p.display_name, 'new', w.display_name)) ELSE '{}' END)
                || (CASE WHEN w.status <> p.status THEN jsonb_build_object(
                    'status', jsonb_build_object('old', p.status, 'new', w.status)) ELSE '{}' END)
                || (CASE WHEN @password_hash::text IS NOT NULL THEN jsonb_build_object('passwordHash', 'changed') ELSE '{}' END) AS changes
            FROM org
            LEFT JOIN person AS p ON true
            LEFT JOIN wanted AS w ON true
        ), changed AS (
            UPDATE users AS u
            SET email = w.email, display_name = w.display_name, status = w.status, version = u.version + 1
            FROM decision AS d
            JOIN wanted AS w ON true
            WHERE u.org_id = @org AND u.user_id = @user AND d.refusal IS NULL AND d.changes <> '{}' AND @password_hash IS NULL
            RETURNING u.user_id, u.status, u.version, u.updated_at
        ), rekeyed AS (
            UPDATE users AS u
            SET email = w.email, display_name = w.display_name, status = w.status, password_hash = @password_hash, version = u.version + 1
            FROM decision AS d
            JOIN wanted AS w ON true
            WHERE u.org_id = @org AND u.user_id = @user AND d.refusal IS NULL AND @password_hash IS NOT NULL
            RETURNING u.user_id, u.status, u.version, u.updated_at
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.updated', 'user', @user::text, d.changes
            FROM decision AS d
            WHERE EXISTS (SELECT FROM changed) OR EXISTS (SELECT FROM rekeyed)
        ), answer AS (
            SELECT p.user_id, w.email, w.display_name, coalesce(c.status, r.status, p.status) AS status, p.last_login_at,
                coalesce(c.version, r.version, p.version) AS version, p.created_at,
                coalesce(c.updated_at, r.updated_at, p.updated_at) AS updated_at
            FROM person AS p
            JOIN wanted AS w ON true
            LEFT JOIN changed AS c ON true
            LEFT JOIN rekeyed AS r ON true
        )
        SELECT d.refusal, a.user_id, a.email, a.display_name, a.status, a.last_login_at, a.version, a.created_at, a.updated_at
        FROM decision AS d
        LEFT JOIN answer AS a ON true
        """)]
    [OnViolation("users_email_key", "email-taken")]
    private static partial Task<(string? Refusal, UpdateUserResponse? User)?> UpdateUserAsync(
        Database database, OrgId org, UserId user, string? email, string? displayName, string? status, string? passwordHash, long? ifMatch,
        AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapPatch("/{user}", HandleAsync)
        .RequireScope("users:write")
        .RequireIfMatch()
        .WithName("UpdateUser")
        .WithSummary("Changes a user; status active brings back one that was deactivated")
        .WithDescription("What is left out stays. A change of nothing answers the same version.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<UpdateUserResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, UpdateUserRequest request, IfMatch ifMatch, AuditEntry audit, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = Validate(request);
        if (faults.Any) return faults.ToProblem();

        if (await UpdateUserAsync(
                database, org, user, request.Email, request.DisplayName, request.Status, request.PasswordHash, ifMatch.Version, audit,
                cancellationToken)
            is not var (refusal, updated))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(updated!.Version);
        return TypedResults.Ok(updated);
    }

    private static Faults Validate(UpdateUserRequest request)
    {
        var faults = new Faults();
        if (request is { Email: null, DisplayName: null, Status: null, PasswordHash: null })
            faults.Add("body", "must change at least one field");
        Email.Validate(faults, request.Email, required: false);
        faults.Text("displayName", request.DisplayName, max: 255, required: false);
        faults.OneOf("status", request.Status, Statuses, required: false);
        PasswordHash.Validate(faults, request.PasswordHash);
        return faults;
    }
}
