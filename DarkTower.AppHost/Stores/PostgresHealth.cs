using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace DarkTower.AppHost.Stores;

internal static class PostgresHealth
{
    private static int _mismatchSaid;

    /// <summary>Logs in and runs a statement. A password the data does not know is said on the console once: waiting cannot cure it.</summary>
    public static async Task<HealthCheckResult> CheckAsync(string connectionString, DataDirectory data)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 2, CommandTimeout = 2 }.ConnectionString;
        try
        {
            await using var connection = new NpgsqlConnection(unpooled);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync();
            return HealthCheckResult.Healthy();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            var reason = $"The password in {data.SecretFile("postgres-password")} is not the one of the data in {data.Path}. " +
                "Put the old password back, or remove that folder to start with empty data.";
            if (Interlocked.Exchange(ref _mismatchSaid, 1) == 0)
            {
                Announcement.Fail($"postgres: {reason}");
            }

            return HealthCheckResult.Unhealthy(reason);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
