using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>Gives the login roles the configured passwords, and writes nothing when they have them already.</summary>
internal static class RolePasswords
{
    public static async Task<int> SetAsync(TargetDatabase target, Settings settings, TextWriter output, CancellationToken cancellation)
    {
        var wrong = await WrongAsync(target, settings, cancellation);
        if (wrong.Count == 0)
            return 0;
        // Roles are shared by all databases: of several migrators one sets the password, the others then find it set.
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(target, "LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE", cancellation);
        wrong = await WrongAsync(target, settings, cancellation);
        foreach (var role in wrong)
            await ExecuteAsync(target, $"ALTER ROLE {role} PASSWORD '{ScramVerifier.Of(settings.Passwords[role])}'", cancellation);
        await transaction.CommitAsync(cancellation);
        foreach (var role in wrong)
            await output.WriteLineAsync($"password of {role} set");
        return wrong.Count;
    }

    private static async Task<List<string>> WrongAsync(TargetDatabase target, Settings settings, CancellationToken cancellation)
    {
        var stored = new Dictionary<string, string?>();
        if (settings.Passwords.Count > 0)
        {
            const string Stored = "SELECT rolname, rolpassword FROM pg_catalog.pg_authid WHERE rolname = ANY ($1)";
            await using var command = new NpgsqlCommand(Stored, target.Connection);
            command.Parameters.Add(new() { Value = settings.Passwords.Keys.ToArray() });
            try
            {
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                    stored[reader.GetString(0)] = await reader.IsDBNullAsync(1, cancellation) ? null : reader.GetString(1);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new Refusal(ExitCode.InsufficientPrivilege,
                    "Roles:* can be set by a superuser only; connect as one, or leave these settings out.", error);
            }
        }
        return [.. stored.Where(role => !ScramVerifier.Matches(role.Value, settings.Passwords[role.Key])).Select(role => role.Key).Order()];
    }

    private static async Task ExecuteAsync(TargetDatabase target, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, target.Connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
