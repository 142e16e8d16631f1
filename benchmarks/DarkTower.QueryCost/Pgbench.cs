using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace DarkTower.QueryCost;

/// <summary>PostgreSQL's own load tool with the two statements of a checked point read, prepared and pipelined.</summary>
internal sealed partial class Pgbench(string program, string script, NpgsqlConnectionStringBuilder server, OrgId org, UserId user)
    : IDisposable
{
    private const string Pair = """
        \startpipeline
        SELECT set_config('app.org_id', :org, true);
        SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
        FROM users
        WHERE org_id = :org AND user_id = :user AND deleted_at IS NULL;
        \endpipeline
        """;

    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static Pgbench Find(string connectionString, OrgId org, UserId user)
    {
        const string distribution = "/usr/lib/postgresql";
        IEnumerable<string> installed = Directory.Exists(distribution) ? Directory.GetDirectories(distribution).OrderDescending() : [];
        var program = installed.Select(folder => Path.Combine(folder, "bin", "pgbench"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "pgbench")))
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("pgbench is not installed; it comes with the distribution's PostgreSQL.");
        var script = Path.Combine(Path.GetTempPath(), $"darktower-pgbench-{Guid.NewGuid():N}.sql");
        File.WriteAllText(script, Pair);
        return new Pgbench(program, script, new NpgsqlConnectionStringBuilder(connectionString), org, user);
    }

    public string Version => Run(["--version"]).Trim();

    /// <summary>Pairs a second.</summary>
    public double Run(int clients, int seconds)
    {
        var output = Run([
            "-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", $"{Math.Min(clients, Environment.ProcessorCount)}",
            "-T", $"{seconds}",
            "-D", $"org={org.Value}", "-D", $"user={user.Value}", "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!,
            server.Database!,
        ]);
        return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public void Dispose() => File.Delete(script);

    private string Run(string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"pgbench exited with {process.ExitCode}: {errors.Result}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
