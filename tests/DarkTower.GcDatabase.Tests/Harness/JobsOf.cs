using DarkTower.Fixtures;
using DarkTower.GcDatabase.Jobs;
using DarkTower.Queries;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>The jobs of the service on a database, as its role for them, each run when the test says so.</summary>
internal sealed class JobsOf : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly Database _database;
    private readonly JobOptions _options;

    public JobsOf(MigratedDatabase database, int batch = 500)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.As("darktower_jobs")) { MaxPoolSize = 4 });
        _database = DatabaseOf.Source(_source);
        _options = new JobOptions { Batch = batch };
    }

    public Task<long> MarkStaleControllersAsync() => new MarkStaleControllers(_database, _options).RunAsync(default);

    public Task<long> MarkStaleHandlersAsync() => new MarkStaleHandlers(_database, _options).RunAsync(default);

    public Task<long> EndUnhealthyAsync() => new EndUnhealthyAssignments(_database, _options, TimeProvider.System).RunAsync(default);

    public Task<long> ExpireAsync() => new ExpireReservations(_database, _options, TimeProvider.System).RunAsync(default);

    public Task<long> EndLeftoversAsync() => new EndLeftoverAssignments(_database, _options, TimeProvider.System).RunAsync(default);

    public async Task<long> AllAsync() =>
        await MarkStaleControllersAsync() + await MarkStaleHandlersAsync() + await EndUnhealthyAsync() + await ExpireAsync()
        + await EndLeftoversAsync();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
