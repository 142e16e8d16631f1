using System.Diagnostics;
using Npgsql;

namespace DarkTower.Queries;

/// <summary>For generated code: one run of a query, which ends with <see cref="Succeed"/> or <see cref="Fail"/>.</summary>
public readonly struct QueryRun
{
    private readonly Query _query;
    private readonly Database _database;
    private readonly Activity? _span;
    private readonly long _start;

    internal QueryRun(Query query, Database database)
    {
        (_query, _database) = (query, database);
        _span = StartSpan(query, database);
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>The answer was read to its end, so it is committed.</summary>
    public void Succeed() => End(null);

    /// <summary>It ended with an error, or with a violation that the query makes a refusal.</summary>
    /// <param name="error">What the driver threw.</param>
    public void Fail(Exception error)
    {
        var refused = error as PostgresException;
        var type = refused?.SqlState ?? error.GetType().FullName!;
        _span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);
        if (refused is not null)
            _span?.SetTag("db.response.status_code", refused.SqlState);
        if (refused is { ConstraintName: { } constraint })
            QueryMetrics.Violation(_query, refused.SqlState, constraint);
        End(type);
    }

    private void End(string? errorType)
    {
        var duration = Stopwatch.GetElapsedTime(_start);
        QueryMetrics.Ran(_query, duration, errorType);
        if (duration > _database.SlowAfter)
            _database.WasSlow(_query, duration);
        _span?.Dispose();
    }

    private static Activity? StartSpan(Query query, Database database) =>
        QueryMetrics.Source.StartActivity(query.Summary, ActivityKind.Client)
            ?.SetTag("db.system.name", "postgresql")
            .SetTag("server.address", database.Host)
            .SetTag("server.port", database.Port)
            .SetTag("db.namespace", database.Name)
            .SetTag("db.operation.name", query.Name)
            .SetTag("db.collection.name", query.Table)
            .SetTag("db.query.summary", query.Summary)
            .SetTag("db.query.text", query.Text);
}
