using System.Diagnostics;
using System.Reflection;
using DarkTower.Migrator.Running.History;
using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;
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

    /// <summary>What the run writes about itself; without one (a replay) only the statements are handed on.</summary>
    internal HistoryEntry? Entry { get; set; }

    /// <summary>Whether it has no transaction around it, so that what is done stays when it fails.</summary>
    internal bool IsStepwise => Attribute.TransactionBehavior == TransactionBehavior.None;

    private MigrationAttribute Attribute => GetType().GetCustomAttribute<MigrationAttribute>()!;

    private Activity? _span;

    public override void Up() => Hand(up: true);

    public override void Down() => Hand(up: false);

    public string ScriptName(bool up) => $"{Attribute.Version}_{GetType().Name}.{(up ? "up" : "down")}.sql";

    /// <exception cref="ScriptException">The script cannot be read.</exception>
    public IReadOnlyList<Statement> Statements(bool up)
    {
        var statements = StatementSplitter.Split(Script(up));
        foreach (var statement in statements)
        {
            if (TransactionWords.Contains(Tokens.Of(statement.Sql)[0].Text, StringComparer.OrdinalIgnoreCase))
                throw new ScriptException(statement.Line, "a script does not open or end transactions; the migration has its own");
        }
        return statements;
    }

    internal void Begin(Statement statement)
    {
        EndStatement();
        Running = statement;
        var words = Tokens.Of(statement.Sql).Where(token => token.Kind == TokenKind.Word).Take(3).Select(token => token.Value);
        _span = Tracing.Source.StartActivity(string.Join(' ', words))
            ?.SetTag("darktower.statement.number", statement.Number).SetTag("darktower.statement.line", statement.Line);
    }

    internal void EndStatement(string? failure = null)
    {
        if (failure is not null)
            Tracing.Fail(_span, failure);
        _span?.Dispose();
        _span = null;
    }

    internal string Checksum(bool up) => Tokens.Checksum(Script(up));

    private string Script(bool up) => Resource.Read(ScriptName(up), GetType().Assembly);

    private void Hand(bool up)
    {
        if (Entry is { } begun)
            Execute.WithConnection(begun.Begin);
        if (Entry is not { RunId: not null })
        {
            foreach (var statement in Statements(up))
            {
                Execute.WithConnection((_, _) => Begin(statement));
                Execute.Sql(statement.Sql);
            }
        }
        if (Entry is { } ended)
            Execute.WithConnection(ended.End);
    }
}
