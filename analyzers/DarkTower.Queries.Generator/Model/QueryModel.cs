using DarkTower.Queries.Locking;
using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Model;

/// <summary>A declaration with what the lock says about it, and about nothing else.</summary>
/// <param name="Query">The method.</param>
/// <param name="HasLock">There is a lock that can be read.</param>
/// <param name="Locked">The query's block.</param>
/// <param name="Checks">Value lists that the block names.</param>
/// <param name="Constraints">Those of the query's violations that are known.</param>
internal sealed record QueryInput(
    QueryDeclaration Query, bool HasLock, LockedQuery? Locked, EquatableArray<CheckList> Checks, EquatableArray<string> Constraints)
{
    public static QueryInput Of(QueryDeclaration query, QueryLock? file)
    {
        if (file is null || !file.Queries.TryGetValue(query.Name, out var locked))
            return new QueryInput(query, file is not null, null, default, default);
        var checks = locked.Statements.SelectMany(statement => statement.Parameters.Select(parameter => parameter.Check)
            .Concat((statement.Columns ?? default).Select(column => column.Check)));
        return new QueryInput(
            query, true, locked,
            checks.OfType<string>().Distinct().Where(file.Checks.ContainsKey)
                .Select(name => new CheckList(name, file.Checks[name])).ToEquatable(),
            query.Violations.Select(violation => violation.Constraint).Where(file.Constraints.Contains).ToEquatable());
    }
}

/// <param name="Name">Of the CHECK.</param>
/// <param name="Values">That it allows.</param>
internal sealed record CheckList(string Name, EquatableArray<string> Values);

/// <summary>Everything a body is written from, or what is wrong.</summary>
/// <param name="Query">The method.</param>
/// <param name="IsComplete">A body can be written that does what the method says.</param>
/// <param name="TenantFrom">The look-up of the tenant.</param>
/// <param name="Statements">In order.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record QueryModel(
    QueryDeclaration Query, bool IsComplete, StatementModel? TenantFrom, EquatableArray<StatementModel> Statements,
    EquatableArray<Finding> Findings);

/// <param name="Sql">With positional parameters.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Result">Null when it returns no columns.</param>
internal sealed record StatementModel(string Sql, EquatableArray<BoundParameter> Parameters, ResultPlan? Result);

/// <param name="Parameter">The method's.</param>
/// <param name="Type">PostgreSQL's name of its type.</param>
internal sealed record BoundParameter(QueryParameter Parameter, string Type);

internal enum RowCount
{
    One,
    Optional,
    Many,
}

/// <param name="Rows">How many.</param>
/// <param name="Type">Of what the statement brings: a row, a row or null, a list.</param>
/// <param name="Row">How one is read.</param>
internal sealed record ResultPlan(RowCount Rows, string Type, RowPart Row);

internal enum RowPartKind
{
    Leaf,
    Record,
    Tuple,

    /// <summary>The refusal of a row that is none.</summary>
    Null,
}

internal enum NullRead
{
    Never,
    Possible,

    /// <summary>The SQL says never; then it must not be.</summary>
    Refused,
}

/// <summary>How a part of a row is read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">As generated code names it.</param>
/// <param name="Leaf">Of a column.</param>
/// <param name="Ordinal">Of the column; of a record that may be absent, the column that tells.</param>
/// <param name="Column">Its name.</param>
/// <param name="Null">What a NULL means.</param>
/// <param name="Parts">Of a record or tuple.</param>
internal sealed record RowPart(
    RowPartKind Kind, string Type, Leaf? Leaf, int Ordinal, string Column, NullRead Null, EquatableArray<RowPart> Parts)
{
    public static readonly RowPart Nothing = new(RowPartKind.Null, "", null, -1, "", NullRead.Possible, default);
}
