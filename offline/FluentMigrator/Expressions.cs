using System.Data;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;

namespace FluentMigrator
{
    /// <summary>Executes expressions on one connection. The real one also generates SQL for tables, columns and so on.</summary>
    public interface IMigrationProcessor : IDisposable
    {
        void Execute(string sql);
        void Process(PerformDBOperationExpression expression);
        void BeginTransaction();
        void CommitTransaction();
        void RollbackTransaction();
    }
}

namespace FluentMigrator.Expressions
{
    public interface IMigrationExpression
    {
        void ExecuteWith(IMigrationProcessor processor);
    }

    public class ExecuteSqlStatementExpression : IMigrationExpression
    {
        public virtual string SqlStatement { get; set; } = "";

        public void ExecuteWith(IMigrationProcessor processor) => processor.Execute(SqlStatement);
    }

    public class PerformDBOperationExpression : IMigrationExpression
    {
        public Action<IDbConnection, IDbTransaction?>? Operation { get; set; }

        public void ExecuteWith(IMigrationProcessor processor) => processor.Process(this);
    }
}

namespace FluentMigrator.Infrastructure
{
    public interface IMigrationContext
    {
        ICollection<IMigrationExpression> Expressions { get; set; }
    }

    public class MigrationContext : IMigrationContext
    {
        public ICollection<IMigrationExpression> Expressions { get; set; } = new List<IMigrationExpression>();
    }

    public interface IMigrationInfo
    {
        long Version { get; }
        string? Description { get; }
        TransactionBehavior TransactionBehavior { get; }
        IMigration Migration { get; }
    }

    public class MigrationInfo(
        long version, string? description, TransactionBehavior transactionBehavior, IMigration migration) : IMigrationInfo
    {
        public long Version { get; } = version;
        public string? Description { get; } = description;
        public TransactionBehavior TransactionBehavior { get; } = transactionBehavior;
        public IMigration Migration { get; } = migration;
    }
}

namespace FluentMigrator.Builders.Execute
{
    public interface IExecuteExpressionRoot
    {
        void Sql(string sqlStatement);
        void WithConnection(Action<IDbConnection, IDbTransaction?> operation);
    }

    internal sealed class ExecuteExpressionRoot(IMigrationContext context) : IExecuteExpressionRoot
    {
        public void Sql(string sqlStatement) => context.Expressions.Add(new ExecuteSqlStatementExpression { SqlStatement = sqlStatement });

        public void WithConnection(Action<IDbConnection, IDbTransaction?> operation) =>
            context.Expressions.Add(new PerformDBOperationExpression { Operation = operation });
    }
}
