using System.Diagnostics;

namespace DarkTower.Queries;

/// <summary>For generated code: one checked query, as its spans and metrics show it.</summary>
/// <param name="name">The method without <c>Async</c>.</param>
/// <param name="table">The table it is about.</param>
/// <param name="sql">Its statements, as they are sent.</param>
public sealed class Query(string name, string table, params string[] sql)
{
    // Built once: a run must not allocate for its metrics.
    internal readonly TagList Tags = new(
        [new("db.system.name", "postgresql"), new("db.operation.name", name), new("db.collection.name", table)]);

    /// <summary>The method without <c>Async</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The table it is about.</summary>
    public string Table { get; } = table;

    /// <summary>Its statements, as they are sent.</summary>
    public IReadOnlyList<string> Sql { get; } = sql;

    internal string Summary { get; } = $"{name} {table}";

    internal string Text { get; } = string.Join(";\n", sql);

    /// <summary>Begins a run: its span and its time.</summary>
    /// <param name="database">Where it runs.</param>
    public QueryRun Start(Database database) => new(this, database);
}
