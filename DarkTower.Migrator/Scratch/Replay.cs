using DarkTower.Migrator.Running;
using DarkTower.Migrator.Verbs;
using Npgsql;

namespace DarkTower.Migrator.Scratch;

/// <summary>The migrations of this build on a scratch database, by the same steps as <c>up</c>.</summary>
internal static class Replay
{
    /// <param name="connectionString">A scratch database, as superuser.</param>
    /// <param name="set">The migrations.</param>
    /// <param name="through">The last of them; null for all.</param>
    /// <param name="cancellation">Stops between two migrations.</param>
    public static Task RunAsync(string connectionString, MigrationSet set, long? through, CancellationToken cancellation) =>
        Up.RunAsync(new Settings(new NpgsqlConnectionStringBuilder(connectionString), new Dictionary<string, string>()), set, through, TextWriter.Null, cancellation);
}
