using FluentMigrator.Builders.Execute;
using FluentMigrator.Infrastructure;

namespace FluentMigrator;

/// <summary>What a migration is to the runner: it adds expressions to a context, which are executed afterwards.</summary>
public interface IMigration
{
    void GetUpExpressions(IMigrationContext context);
    void GetDownExpressions(IMigrationContext context);
}

public abstract class MigrationBase : IMigration
{
    private IMigrationContext? _context;

    internal IMigrationContext Context => _context ?? throw new InvalidOperationException("The context is not set");

    public abstract void Up();
    public abstract void Down();

    public virtual void GetUpExpressions(IMigrationContext context) => Collect(context, Up);
    public virtual void GetDownExpressions(IMigrationContext context) => Collect(context, Down);

    private void Collect(IMigrationContext context, Action add)
    {
        _context = context;
        add();
        _context = null;
    }
}

public abstract class Migration : MigrationBase
{
    public IExecuteExpressionRoot Execute => new ExecuteExpressionRoot(Context);
}

[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class MigrationAttribute(
    long version, TransactionBehavior transactionBehavior = TransactionBehavior.Default, string? description = null) : Attribute
{
    public MigrationAttribute(long version, string description)
        : this(version, TransactionBehavior.Default, description)
    {
    }

    public long Version { get; } = version;
    public TransactionBehavior TransactionBehavior { get; } = transactionBehavior;
    public string? Description { get; } = description;
}

public enum TransactionBehavior
{
    Default = 0,
    None = 1,
}
