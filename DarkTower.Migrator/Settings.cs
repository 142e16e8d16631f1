using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace DarkTower.Migrator;

/// <summary>What a run needs to know, from the environment (<c>__</c> for <c>:</c>).</summary>
internal sealed record Settings(NpgsqlConnectionStringBuilder Connection, IReadOnlyDictionary<string, string> Passwords)
{
    private static readonly Dictionary<string, string> RoleOfKey = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AppPassword"] = "darktower_app",
        ["JobsPassword"] = "darktower_jobs",
        ["MonitorPassword"] = "darktower_monitor",
        ["MigratorPassword"] = "darktower_migrator",
    };

    /// <summary>How long to wait for another migrator.</summary>
    public TimeSpan LockWait { get; private init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one statement may wait for a table; whoever comes behind it waits as long.</summary>
    public TimeSpan LockTimeout { get; private init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a migration that found a table locked is begun again.</summary>
    public int LockAttempts { get; private init; } = 6;

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
        RefuseUnknown(section, [nameof(LockWait), nameof(LockTimeout), nameof(LockAttempts)]);
        var passwords = configuration.GetSection("Roles");
        RefuseUnknown(passwords, RoleOfKey.Keys);
        var defaults = new Settings(connection, ReadPasswords(passwords));
        return defaults with
        {
            LockWait = Value(section, nameof(LockWait), defaults.LockWait, TimeSpan.Zero, TimeSpan.FromDays(1)),
            LockTimeout = Value(section, nameof(LockTimeout), defaults.LockTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
            LockAttempts = Value(section, nameof(LockAttempts), defaults.LockAttempts, 1, 100),
        };
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
