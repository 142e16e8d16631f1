using System.Reflection;
using DarkTower.Migrator.Running.History;
using DarkTower.Queries.Sql;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.Migrator.Running;

/// <summary>The migrations of this build, oldest first.</summary>
internal sealed class MigrationSet
{
    private readonly SortedList<long, IMigrationInfo> _migrations;

    private MigrationSet(SortedList<long, IMigrationInfo> migrations) => _migrations = migrations;

    public IEnumerable<IMigrationInfo> All => _migrations.Values;

    /// <param name="further">Assemblies with more migrations than this build's own; a test program gives its own.</param>
    public static MigrationSet Load(params Assembly[] further)
    {
        using var services = FluentRunner.Build("", further);
        using var scope = services.CreateScope();
        return new MigrationSet(scope.ServiceProvider.GetRequiredService<IMigrationInformationLoader>().LoadMigrations());
    }

    public IReadOnlyList<IMigrationInfo> Pending(Applied applied, long? upTo) =>
        [.. All.Where(migration => !applied.Contains(migration.Version) && migration.Version <= (upTo ?? long.MaxValue))];

    /// <summary>Newest first; an up that was interrupted has something to revert too.</summary>
    public IReadOnlyList<IMigrationInfo> ToRevert(DatabaseState state, long downTo) =>
        [.. Revertible(state).Where(migration => migration.Version > downTo)];

    /// <summary>The version that stays as the last one when the newest <paramref name="steps"/> are reverted.</summary>
    public long Below(DatabaseState state, int steps) => Revertible(state).Skip(steps).FirstOrDefault()?.Version ?? 0;

    private IEnumerable<IMigrationInfo> Revertible(DatabaseState state) => All.Reverse().Where(
        migration => state.Applied.Contains(migration.Version) || state.Interrupted(migration.Version) is not null);

    public void RefuseUnknownTarget(long version)
    {
        if (!_migrations.ContainsKey(version))
            throw new Refusal(ExitCode.Usage, $"--to {version}: this build has no such migration; `list` shows those it has.");
    }

    public void RefuseOlderBuild(Applied applied)
    {
        var unknown = applied.Versions.Where(version => !_migrations.ContainsKey(version)).ToList();
        if (unknown.Count > 0)
        {
            throw new Refusal(ExitCode.BuildOlder,
                $"This build is older than the database, which has {string.Join(", ", unknown)}; use a build that has them.");
        }
    }

    /// <summary>Reads every script before the first is executed: a script that cannot be read stops the run with nothing done.</summary>
    public static void RefuseUnreadable(IEnumerable<IMigrationInfo> migrations, bool up)
    {
        foreach (var migration in migrations.Select(info => (SqlMigration)info.Migration))
        {
            try
            {
                ScriptRules.Check(migration.Statements(up), inTransaction: !migration.IsStepwise);
            }
            catch (ScriptException error)
            {
                throw new Refusal(ExitCode.MigrationFailed, $"{migration.ScriptName(up)}, {error.Message}. Nothing was done.");
            }
        }
    }
}
