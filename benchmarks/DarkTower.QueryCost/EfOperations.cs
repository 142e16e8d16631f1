using Microsoft.EntityFrameworkCore;

namespace DarkTower.QueryCost;

/// <summary>EF Core at its fastest: pooled contexts, compiled queries, no tracking; the tenant in a transaction.</summary>
internal sealed class EfOperations(IDbContextFactory<EfOperations.Context> contexts) : IOperations
{
    private static readonly Func<Context, Guid, Guid, Task<UserRow?>> FindUser = EF.CompileAsyncQuery(
        (Context context, Guid org, Guid user) => context.Users
            .Where(row => row.OrgId == org && row.UserId == user && row.DeletedAt == null)
            .Select(row => new UserRow(
                row.UserId, row.Email, row.DisplayName, row.Status, row.LastLoginAt, row.Version, row.CreatedAt, row.UpdatedAt))
            .SingleOrDefault());

    private static readonly Func<Context, Guid, int, IAsyncEnumerable<UserRow>> FindUsers = EF.CompileAsyncQuery(
        (Context context, Guid org, int limit) => context.Users
            .Where(row => row.OrgId == org && row.DeletedAt == null)
            .OrderByDescending(row => row.UserId)
            .Take(limit)
            .Select(row => new UserRow(
                row.UserId, row.Email, row.DisplayName, row.Status, row.LastLoginAt, row.Version, row.CreatedAt, row.UpdatedAt)));

    private static readonly Func<Context, Guid, Task<OrgRow?>> FindOrg = EF.CompileAsyncQuery(
        (Context context, Guid org) => context.Orgs
            .Where(row => row.OrgId == org && row.DeletedAt == null)
            .Select(row => new OrgRow(row.OrgId, row.DisplayName, row.Status))
            .SingleOrDefault());

    public string Name => "EF Core";

    public Task<UserRow?> PointReadAsync(OrgId org, UserId user, CancellationToken cancellationToken) =>
        InTenantAsync(org, context => FindUser(context, org.Value, user.Value), cancellationToken);

    public Task<List<UserRow>> ListAsync(OrgId org, long limit, CancellationToken cancellationToken) =>
        InTenantAsync(org, async context =>
        {
            var rows = new List<UserRow>();
            await foreach (var row in FindUsers(context, org.Value, (int)limit).WithCancellation(cancellationToken)) rows.Add(row);
            return rows;
        }, cancellationToken);

    public Task<long?> WriteAsync(OrgId org, UserId user, string displayName, CancellationToken cancellationToken) =>
        InTenantAsync<long?>(org, async context => await context.Users
            .Where(row => row.OrgId == org.Value && row.UserId == user.Value && row.DeletedAt == null)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.DisplayName, displayName)
                .SetProperty(row => row.Version, row => row.Version + 1), cancellationToken), cancellationToken);

    public Task<(OrgRow? Org, UserRow? User)> BatchAsync(OrgId org, UserId user, CancellationToken cancellationToken) =>
        InTenantAsync(org, async context => (await FindOrg(context, org.Value), await FindUser(context, org.Value, user.Value)), cancellationToken);

    private async Task<T> InTenantAsync<T>(OrgId org, Func<Context, Task<T>> run, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT set_config('app.org_id', {org.Value.ToString()}, true)", cancellationToken);
        var result = await run(context);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    internal sealed class Context(DbContextOptions<Context> options) : DbContext(options)
    {
        public DbSet<User> Users => Set<User>();

        public DbSet<Org> Orgs => Set<Org>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<User>(user =>
            {
                user.ToTable("users").HasKey(row => new { row.OrgId, row.UserId });
                foreach (var property in user.Metadata.GetProperties()) property.SetColumnName(SnakeCase(property.Name));
            });
            model.Entity<Org>(org =>
            {
                org.ToTable("organizations").HasKey(row => row.OrgId);
                foreach (var property in org.Metadata.GetProperties()) property.SetColumnName(SnakeCase(property.Name));
            });
        }

        private static string SnakeCase(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }

    internal sealed class User
    {
        public Guid OrgId { get; init; }
        public Guid UserId { get; init; }
        public string Email { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Status { get; init; } = "";
        public DateTimeOffset? LastLoginAt { get; init; }
        public long Version { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
        public DateTimeOffset? DeletedAt { get; init; }
    }

    internal sealed class Org
    {
        public Guid OrgId { get; init; }
        public string DisplayName { get; init; } = "";
        public string Status { get; init; } = "";
        public DateTimeOffset? DeletedAt { get; init; }
    }
}
