using FluentMigrator.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace FluentMigrator.Runner;

public interface IMigrationRunner
{
    IMigrationInformationLoader MigrationLoader { get; }
}

public interface IMigrationInformationLoader
{
    SortedList<long, IMigrationInfo> LoadMigrations();
}

/// <summary>Applies and reverts single migrations, each in its own transaction unless it declines one.</summary>
public class MigrationRunner : IMigrationRunner
{
    private readonly IMigrationProcessor _processor;
    private readonly Lazy<IVersionLoader> _versionLoader;

    internal MigrationRunner(IMigrationProcessor processor, IMigrationInformationLoader loader, IServiceProvider services)
    {
        _processor = processor;
        MigrationLoader = loader;
        // Lazily, as the real one: resolving the loader is what creates the version table.
        _versionLoader = new Lazy<IVersionLoader>(services.GetRequiredService<IVersionLoader>);
    }

    public IMigrationInformationLoader MigrationLoader { get; set; }

    public IVersionLoader VersionLoader => _versionLoader.Value;

    public virtual void ApplyMigrationUp(IMigrationInfo migrationInfo, bool useTransaction)
    {
        ArgumentNullException.ThrowIfNull(migrationInfo);
        if (VersionLoader.VersionInfo.HasAppliedMigration(migrationInfo.Version))
            return;
        InScope(useTransaction, () =>
        {
            ExecuteMigration(migrationInfo.Migration, (migration, context) => migration.GetUpExpressions(context));
            VersionLoader.UpdateVersionInfo(migrationInfo.Version, migrationInfo.Description ?? migrationInfo.Migration.GetType().Name);
        });
    }

    public virtual void ApplyMigrationDown(IMigrationInfo migrationInfo, bool useTransaction)
    {
        ArgumentNullException.ThrowIfNull(migrationInfo);
        InScope(useTransaction, () =>
        {
            ExecuteMigration(migrationInfo.Migration, (migration, context) => migration.GetDownExpressions(context));
            VersionLoader.DeleteVersion(migrationInfo.Version);
        });
    }

    private void InScope(bool useTransaction, Action work)
    {
        if (useTransaction)
            _processor.BeginTransaction();
        try
        {
            work();
            if (useTransaction)
                _processor.CommitTransaction();
        }
        catch
        {
            if (useTransaction)
                _processor.RollbackTransaction();
            throw;
        }
    }

    private void ExecuteMigration(IMigration migration, Action<IMigration, IMigrationContext> getExpressions)
    {
        var context = new MigrationContext();
        getExpressions(migration, context);
        foreach (var expression in context.Expressions)
            expression.ExecuteWith(_processor);
    }
}
