using DarkTower.Queries;

namespace DarkTower.QueryCost;

internal sealed partial class Checked(Database database) : IOperations
{
    public string Name => "checked";

    public Task<UserRow?> PointReadAsync(OrgId org, UserId user, CancellationToken cancellationToken) =>
        ReadUserAsync(database, org, user, cancellationToken);

    public Task<List<UserRow>> ListAsync(OrgId org, long limit, CancellationToken cancellationToken) =>
        ReadUsersAsync(database, org, limit, cancellationToken);

    public Task<long?> WriteAsync(OrgId org, UserId user, string displayName, CancellationToken cancellationToken) =>
        RenameUserAsync(database, org, user, displayName, cancellationToken);

    public Task<(OrgRow? Org, UserRow? User)> BatchAsync(OrgId org, UserId user, CancellationToken cancellationToken) =>
        ReadOrgAndUserAsync(database, org, user, cancellationToken);

    [TenantQuery("users", """
        SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
        FROM users
        WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
        """)]
    private static partial Task<UserRow?> ReadUserAsync(Database database, OrgId org, UserId user, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
        FROM users
        WHERE org_id = @org AND deleted_at IS NULL
        ORDER BY user_id DESC
        LIMIT @limit
        """)]
    private static partial Task<List<UserRow>> ReadUsersAsync(Database database, OrgId org, long limit, CancellationToken cancellationToken);

    [TenantQuery("users", """
        UPDATE users
        SET display_name = @display_name, version = version + 1
        WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
        RETURNING version
        """)]
    private static partial Task<long?> RenameUserAsync(
        Database database, OrgId org, UserId user, string displayName, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT org_id, display_name, status
        FROM organizations
        WHERE org_id = @org AND deleted_at IS NULL
        """, """
        SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
        FROM users
        WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
        """)]
    private static partial Task<(OrgRow? Org, UserRow? User)> ReadOrgAndUserAsync(
        Database database, OrgId org, UserId user, CancellationToken cancellationToken);
}
