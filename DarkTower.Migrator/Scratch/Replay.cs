using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Scratch;

/// <summary>The migrations of this build on an empty database, by the same steps as <c>up</c>.</summary>
internal static class Replay
{
    /// <param name="connectionString">An empty database, as superuser.</param>
    /// <param name="set">The migrations.</param>
    /// <param name="versions">Which of them, or null for all.</param>
    /// <param name="cancellation">Stops between two migrations.</param>
    public static async Task RunAsync(string connectionString, MigrationSet set, Func<long, bool>? versions, CancellationToken cancellation)
    {
        var settings = new Settings(new NpgsqlConnectionStringBuilder(connectionString), new Dictionary<string, string>());
        var step = new MigrationStep(settings, TextWriter.Null);
        foreach (var migration in set.All.Where(migration => versions?.Invoke(migration.Version) ?? true))
            await step.RunAsync(migration, up: true, cancellation);
    }
}
