using DarkTower.Migrator.Running;
using DarkTower.Migrator.Verbs;
using Npgsql;

namespace DarkTower.Migrator.Scratch;

/// <summary>The migrations of this build on a scratch database, by the same steps as <c>up</c>.</summary>
internal static class Replay
{
    /// <param name="connectionString">A scratch database, as superuser.</param>
    /// <param name="set">The migrations.</param>
    /// <param name="through">The last of them; null for all; 0 for none, though the Migrator has been there.</param>
    /// <param name="cancellation">Stops between two migrations.</param>
    public static async Task RunAsync(string connectionString, MigrationSet set, long? through, CancellationToken cancellation)
    {
        var settings = new Settings(new NpgsqlConnectionStringBuilder(connectionString), new Dictionary<string, string>());
        await Up.RunAsync(settings, set, through == 0 ? set.All.First().Version : through, TextWriter.Null, cancellation);
        if (through == 0)
            await Down.RunAsync(settings, set, to: 0, discardData: true, TextWriter.Null, cancellation);
    }
}
