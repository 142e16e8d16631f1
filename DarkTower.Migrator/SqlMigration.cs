using System.Reflection;
using DarkTower.Migrator.Scripts;
using FluentMigrator;

namespace DarkTower.Migrator;

/// <summary>A migration whose two directions are SQL scripts beside the class, handed to FluentMigrator one statement a command.</summary>
public abstract class SqlMigration : Migration
{
    private static readonly string[] TransactionWords =
        ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"];

    /// <summary>Whether darktower_owner executes it (the rule), or the login itself.</summary>
    public virtual bool RunsAsOwner => true;

    /// <summary>The statement that was begun last: when the migration fails, the one that failed.</summary>
    public Statement? Running { get; private set; }

    public override void Up() => Hand(Statements(up: true));

    public override void Down() => Hand(Statements(up: false));

    public string ScriptName(bool up) =>
        $"{GetType().GetCustomAttribute<MigrationAttribute>()!.Version}_{GetType().Name}.{(up ? "up" : "down")}.sql";

    /// <exception cref="ScriptException">The script cannot be read.</exception>
    public IReadOnlyList<Statement> Statements(bool up)
    {
        var statements = StatementSplitter.Split(Resource.Read(ScriptName(up)));
        foreach (var statement in statements)
        {
            if (TransactionWords.Contains(statement.Sql.Split([' ', '\n'], 2)[0], StringComparer.OrdinalIgnoreCase))
                throw new ScriptException(statement.Line, "a script does not open or end transactions; the migration has its own");
        }
        return statements;
    }

    private void Hand(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Execute.WithConnection((_, _) => Running = statement);
            Execute.Sql(statement.Sql);
        }
    }
}
