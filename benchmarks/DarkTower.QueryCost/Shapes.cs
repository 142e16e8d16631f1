using DarkTower.Queries;

namespace DarkTower.QueryCost;

[TenantId]
internal readonly record struct OrgId(Guid Value);

internal readonly record struct UserId(Guid Value);

internal sealed record UserRow(
    Guid UserId, string Email, string DisplayName, string Status, DateTimeOffset? LastLoginAt, long Version, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record OrgRow(Guid OrgId, string DisplayName, string Status);

/// <summary>The same four operations, each contestant in its own way; all of them set the tenant.</summary>
internal interface IOperations
{
    string Name { get; }

    Task<UserRow?> PointReadAsync(OrgId org, UserId user, CancellationToken cancellationToken);

    Task<List<UserRow>> ListAsync(OrgId org, long limit, CancellationToken cancellationToken);

    Task<long?> WriteAsync(OrgId org, UserId user, string displayName, CancellationToken cancellationToken);

    Task<(OrgRow? Org, UserRow? User)> BatchAsync(OrgId org, UserId user, CancellationToken cancellationToken);
}
