namespace DarkTower.Migrator;

internal static class ExitCode
{
    public const int Done = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    // verify's, by contract; a usage error says nothing on standard output.
    public const int Drift = 2;
    public const int Unreachable = 3;
    public const int AuthenticationRefused = 4;
    public const int InsufficientPrivilege = 5;
    public const int MigrationFailed = 6;
    public const int BuildOlder = 7;
    public const int LockTimeout = 8;
    public const int StorageFull = 9;
    public const int NotMigrated = 10;
    public const int ScriptChanged = 11;
    public const int DataWouldBeLost = 12;
    public const int DefaultPartitionUsed = 13;
    public const int NotEmpty = 14;
    public const int DocsStale = 15;
    public const int QueriesStale = 16;
    public const int Interrupted = 130;

    public const string Help = """
        Exit codes:
           0  the wanted state is reached
           1  unexpected failure (a defect); for review: an error finding
           2  wrong arguments or configuration; for verify also: the database differs
           3  no database: server unreachable, no such database, connection lost
           4  authentication refused
           5  the role may not do this
           6  a migration failed; it was rolled back, or without a transaction stays where it was
           7  this build is older than the database
           8  a lock was not obtained in time
           9  the server has no room left
          10  the database is not migrated (seed, retain, partitions)
          11  the script of a landed migration was changed
          12  a down would lose data
          13  the default partition of the audit trail has rows
          14  the database holds rows already (seed --profile scale)
          15  the description of the schema is stale (docs --check)
          16  a description of queries is stale (describe --check)
         130  interrupted; run again
        """;
}

/// <summary>An end with a known cause: one line for people, one code for programs.</summary>
internal sealed class Refusal(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
