using System.Buffers.Text;
using System.ComponentModel;
using System.Text;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal sealed record ListIdentitiesResponse(List<ListedIdentity> Items, string? NextCursor);

internal sealed record ListedIdentity(string Provider, string Subject, DateTimeOffset LinkedAt);

internal static partial class ListIdentities
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    [TenantQuery("user_identities", """
        SELECT u.user_id, i.provider, i.provider_user_id AS subject, i.created_at AS linked_at
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = @org AND u.user_id = @user AND u.deleted_at IS NULL
        LEFT JOIN LATERAL (
            SELECT provider, provider_user_id, created_at
            FROM user_identities
            WHERE org_id = @org AND user_id = u.user_id AND (provider, provider_user_id) > (@after_provider, @after_subject)
            ORDER BY provider, provider_user_id
            LIMIT @limit
        ) AS i ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY i.provider, i.provider_user_id
        """)]
    private static partial Task<List<(Guid? UserId, ListedIdentity? Identity)>> ListIdentitiesAsync(
        Database database, OrgId org, UserId user, string afterProvider, string afterSubject, long limit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapGet("/{user}/identities", HandleAsync)
        .RequireScope("users:read")
        .WithName("ListIdentities")
        .WithSummary("The accounts at identity providers that are linked to a user, by provider and subject")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListIdentitiesResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, [Description("Items wanted, 1 to 200; 50 when left out.")] int? limit,
        [Description("nextCursor of the page before; opaque.")] string? cursor, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Range("limit", limit, 1, MaxLimit);
        if (!TryParse(cursor, out var after)) faults.Add("cursor", "is not a nextCursor of this API");
        if (faults.Any) return faults.ToProblem();

        var size = limit ?? DefaultLimit;
        var rows = await ListIdentitiesAsync(database, org, user, after.Provider, after.Subject, size + 1, cancellationToken);
        if (rows is []) return Refusals.Of("org-not-found");
        if (rows[0].UserId is null) return Refusals.Of("user-not-found");
        var items = rows.Select(row => row.Identity).OfType<ListedIdentity>().ToList();
        return TypedResults.Ok(items.Count <= size
            ? new ListIdentitiesResponse(items, null)
            : new ListIdentitiesResponse(items[..size], Cursor(items[size - 1])));
    }

    /// <summary>Neither part holds a line feed: subjects have no control characters.</summary>
    private static string Cursor(ListedIdentity last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{last.Provider}\n{last.Subject}"));

    private static bool TryParse(string? cursor, out (string Provider, string Subject) after)
    {
        after = ("", "");
        if (cursor is null) return true;
        if (cursor.Length > 2048 || !Base64Url.IsValid(cursor)) return false;
        if (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n') is not [var provider, var subject]) return false;
        after = (provider, subject);
        return !subject.Contains('\0', StringComparison.Ordinal) && !provider.Contains('\0', StringComparison.Ordinal);
    }
}
