using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace DarkTower.Migrator;

/// <summary>What a run needs to know, from the environment (<c>__</c> for <c>:</c>).</summary>
internal sealed record Settings(NpgsqlConnectionStringBuilder Connection, IReadOnlyDictionary<string, string> Passwords)
{
    // To the server a timeout of 0 is none at all.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public const string Help = """
        Settings (environment):
          Migrator__LockWait           10 minutes for another migrator
          Migrator__LockTimeout        0.2 seconds for a table that readers and writers use; in the last half of the attempts 1.2
          Migrator__LockAttempts       10 attempts, with growing pauses between them
          Migrator__LongLockTimeout    10 minutes for a table where nobody waits behind: CONCURRENTLY, VALIDATE
          Migrator__SnapshotWait       10 minutes for older transactions, before an index is built concurrently
          Migrator__StatementTimeout   5 minutes for a statement that others may wait for
          Migrator__IdleTimeout        1 minute until the server ends a transaction of a migrator that sleeps
          Migrator__ProgressInterval   5 seconds between two lines of a long step
          Migrator__RetainBatch        500 rows or meetings that `retain` removes in one transaction
          Migrator__KeepExpiredPartitions  false; true has `partitions` move a month to the schema archive after a year
        Times are given as hh:mm:ss.
        """;

    private static readonly Dictionary<string, string> RoleOfKey = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AppPassword"] = "darktower_app",
        ["JobsPassword"] = "darktower_jobs",
        ["MonitorPassword"] = "darktower_monitor",
        ["MigratorPassword"] = "darktower_migrator",
    };

    /// <summary>How long to wait for another migrator.</summary>
    public TimeSpan LockWait { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long one statement may wait for a table in the first half of the attempts; whoever comes behind it waits as long.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a migration that found a table locked is begun again.</summary>
    public int LockAttempts { get; private init; } = 10;

    /// <summary>The same for statements that wait without anybody waiting behind them: CONCURRENTLY, VALIDATE.</summary>
    public TimeSpan LongLockTimeout { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait, before an index is built concurrently, for transactions that are older than it.</summary>
    public TimeSpan SnapshotWait { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one statement that others may wait for can take.</summary>
    public TimeSpan StatementTimeout { get; private init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After what time the server ends a transaction of ours that says nothing more: a machine that sleeps holds no table.
    /// </summary>
    public TimeSpan IdleTimeout { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a long step says how far it is, when nobody looks at a terminal.</summary>
    public TimeSpan ProgressInterval { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>Rows, or meetings, that retention removes in one transaction.</summary>
    public int RetainBatch { get; private init; } = 500;

    /// <summary>Whether a month of the audit trail goes to the schema archive after a year, or away.</summary>
    public bool KeepExpiredPartitions { get; private init; }

    public static Settings Read(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("darktower");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Invalid("ConnectionStrings:darktower is not set; give it as "
                + "ConnectionStrings__darktower='Host=…;Database=darktower;Username=…;Password=…'");
        }
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Without the reason: it may quote a part of the text, and with it the password.
            throw Invalid("ConnectionStrings:darktower is no Npgsql connection string "
                + "(Host=…;Port=…;Database=…;Username=…;Password=…)");
        }
        if (string.IsNullOrEmpty(connection.Host) || string.IsNullOrEmpty(connection.Database))
            throw Invalid("ConnectionStrings:darktower must name Host and Database");

        var section = configuration.GetSection("Migrator");
        RefuseUnknown(section,
        [
            nameof(LockWait), nameof(LockTimeout), nameof(LockAttempts), nameof(LongLockTimeout), nameof(SnapshotWait),
            nameof(StatementTimeout), nameof(IdleTimeout), nameof(ProgressInterval), nameof(RetainBatch), nameof(KeepExpiredPartitions),
        ]);
        var passwords = configuration.GetSection("Roles");
        RefuseUnknown(passwords, RoleOfKey.Keys);
        var defaults = new Settings(connection, ReadPasswords(passwords));
        return defaults with
        {
            LockWait = Value(section, nameof(LockWait), defaults.LockWait, TimeSpan.Zero, TimeSpan.FromDays(1)),
            LockTimeout = Value(section, nameof(LockTimeout), defaults.LockTimeout, Moment, TimeSpan.FromMinutes(10)),
            LockAttempts = Value(section, nameof(LockAttempts), defaults.LockAttempts, 1, 100),
            LongLockTimeout = Time(nameof(LongLockTimeout), defaults.LongLockTimeout),
            SnapshotWait = Value(section, nameof(SnapshotWait), defaults.SnapshotWait, TimeSpan.Zero, TimeSpan.FromDays(1)),
            StatementTimeout = Time(nameof(StatementTimeout), defaults.StatementTimeout),
            IdleTimeout = Time(nameof(IdleTimeout), defaults.IdleTimeout),
            ProgressInterval = Time(nameof(ProgressInterval), defaults.ProgressInterval),
            RetainBatch = Value(section, nameof(RetainBatch), defaults.RetainBatch, 1, 100_000),
            KeepExpiredPartitions = section[nameof(KeepExpiredPartitions)] is { } keep
                ? bool.TryParse(keep, out var value)
                    ? value
                    : throw Invalid($"Migrator:KeepExpiredPartitions is '{keep}'; it is true or false")
                : defaults.KeepExpiredPartitions,
        };

        TimeSpan Time(string key, TimeSpan otherwise) => Value(section, key, otherwise, Moment, TimeSpan.FromDays(1));
    }

    private static Dictionary<string, string> ReadPasswords(IConfigurationSection section)
    {
        var passwords = new Dictionary<string, string>();
        foreach (var child in section.GetChildren())
        {
            if (string.IsNullOrEmpty(child.Value) || child.Value.Any(c => c is < ' ' or > '~'))
                throw Invalid($"{child.Path} must be printable ASCII and not empty");
            passwords[RoleOfKey[child.Key]] = child.Value;
        }
        return passwords;
    }

    private static void RefuseUnknown(IConfigurationSection section, IEnumerable<string> known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                var names = string.Join(", ", known.Select(key => $"{section.Key}:{key}"));
                throw Invalid($"{child.Path} is no setting of the migrator; known are {names}");
            }
        }
    }

    private static T Value<T>(IConfigurationSection section, string key, T otherwise, T least, T most)
        where T : ISpanParsable<T>, IComparable<T>
    {
        var text = section[key];
        if (text is null)
            return otherwise;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0)
            return value;
        throw Invalid($"{section.Key}:{key} is '{text}'; it must be between {least} and {most}");
    }

    private static Refusal Invalid(string reason) => new(ExitCode.Usage, reason + ".");
}
