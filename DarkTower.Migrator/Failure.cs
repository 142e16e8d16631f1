using System.Net.Sockets;
using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator;

/// <summary>Turns what the driver and the server throw into a <see cref="Refusal"/>: one line, no values of rows, no passwords.</summary>
internal static class Failure
{
    public static PostgresException? ServerErrorIn(Exception error) => Chain(error).OfType<PostgresException>().FirstOrDefault();

    public static Exception? ConnectionErrorIn(Exception error) =>
        Chain(error).FirstOrDefault(inner => inner is NpgsqlException or SocketException or TimeoutException or IOException);

    public static Refusal OfMigration(long version, SqlMigration migration, bool up, Exception error)
    {
        var name = $"{version} {migration.GetType().Name}";
        if (ServerErrorIn(error) is not { } server || IsConnectionLost(server))
        {
            var reason = OneLine((ConnectionErrorIn(error) ?? error).Message);
            return new Refusal(ExitCode.Unreachable, $"The connection was lost during {name}: {reason}. Run again.", error);
        }
        var place = migration.Running is { } statement
            ? $"{name} failed at statement {statement.Number} of {migration.Statements(up).Count}"
                + $", {migration.ScriptName(up)} line {LineOf(statement, server)}"
            : $"{name} failed before its first statement";
        var rest = migration.IsStepwise ? "; the statements before it stay, the next run goes on there" : "";
        return new Refusal(CodeOf(server, ExitCode.MigrationFailed), $"{place}: {Describe(server)}{rest}", error);
    }

    public static Refusal OfRun(Exception error, Settings? settings)
    {
        var where = settings is null ? "" : $" at {settings.Connection.Host}:{settings.Connection.Port}";
        var server = ServerErrorIn(error);
        return server?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => new Refusal(ExitCode.AuthenticationRefused,
                $"PostgreSQL{where} refuses the password of '{settings?.Connection.Username}' ({server.SqlState}): its data was made with "
                + "another one. Give the password that belongs to the data, or remove the data to start anew.", error),
            PostgresErrorCodes.InvalidAuthorizationSpecification => new Refusal(ExitCode.AuthenticationRefused,
                $"PostgreSQL{where} refuses '{settings?.Connection.Username}': {Describe(server)}", error),
            PostgresErrorCodes.InvalidCatalogName => new Refusal(ExitCode.Unreachable,
                $"PostgreSQL{where} has no database '{settings?.Connection.Database}'; create it first.", error),
            not null when IsConnectionLost(server) => new Refusal(ExitCode.Unreachable,
                $"PostgreSQL{where} is not there: {Describe(server)}", error),
            not null => new Refusal(CodeOf(server, ExitCode.Unexpected), Describe(server), error),
            null when ConnectionErrorIn(error) is { } connection => new Refusal(ExitCode.Unreachable,
                $"PostgreSQL{where} cannot be reached: {OneLine((connection.InnerException ?? connection).Message)}", error),
            _ => new Refusal(ExitCode.Unexpected, $"unexpected failure: {error.GetType().Name}: {OneLine(error.Message)}", error),
        };
    }

    /// <summary>Somebody else was in the way: the same may succeed at another moment.</summary>
    public static bool IsLock(PostgresException server) =>
        server.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    private static int CodeOf(PostgresException server, int otherwise) => server.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => ExitCode.InsufficientPrivilege,
        _ when IsLock(server) => ExitCode.LockTimeout,
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.IoError => ExitCode.StorageFull,
        _ => otherwise,
    };

    private static bool IsConnectionLost(PostgresException server) =>
        server.SqlState.StartsWith("08", StringComparison.Ordinal) || server.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || server.SqlState == PostgresErrorCodes.TooManyConnections;

    /// <summary>Never the detail: it quotes rows.</summary>
    private static string Describe(PostgresException server)
    {
        var about = string.Join(", ", new[]
        {
            server.TableName is { } table ? $"table {table}" : null,
            server.ColumnName is { } column ? $"column {column}" : null,
            server.ConstraintName is { } constraint ? $"constraint {constraint}" : null,
            server.Hint is { } hint ? $"hint: {hint}" : null,
            server.SqlState == PostgresErrorCodes.QueryCanceled ? "Migrator:StatementTimeout bounds it" : null,
        }.OfType<string>());
        return OneLine($"{server.SqlState} {server.MessageText}{(about.Length > 0 ? $" ({about})" : "")}");
    }

    private static int LineOf(Statement statement, PostgresException server) =>
        statement.Line + statement.Sql.AsSpan(0, Math.Clamp(server.Position - 1, 0, statement.Sql.Length)).Count('\n');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }
}
