using System.Globalization;
using DarkTower.Queries.Source;
using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Model;

/// <summary>
/// Compares a declaration with its block of the lock. Generator and analyzer share it: what one reports the other does not emit.
/// </summary>
internal sealed class ModelBuilder
{
    private readonly QueryInput _input;
    private readonly QueryDeclaration _query;
    private readonly List<Finding> _findings = [];

    private ModelBuilder(QueryInput input)
    {
        (_input, _query) = (input, input.Query);
        _findings.AddRange(_query.Findings);
    }

    public static QueryModel Build(QueryInput input)
    {
        var builder = new ModelBuilder(input);
        var statements = input.Query.Statements.Select((sql, index) => builder.Positional(sql, index, input.Query.Tenant?.Name)).ToList();
        var lookUp = input.Query.TenantFrom is { } sql ? builder.Positional(sql, -1, null) : null;
        return statements.Contains(null) || (lookUp is null && input.Query.TenantFrom is not null)
            ? builder.Incomplete()
            : builder.Build(statements.ConvertAll(statement => statement!), lookUp);
    }

    private PositionalSql? Positional(string sql, int statement, string? tenant)
    {
        try
        {
            return PositionalSql.Of(sql, tenant);
        }
        catch (ScriptException error)
        {
            _findings.Add(Finding.Of("DTQ105", Place.Sql(statement, 0, 1), _query.Name, "", error.Message));
            return null;
        }
    }

    private QueryModel Build(List<PositionalSql> statements, PositionalSql? lookUp)
    {
        _findings.AddRange(SqlRules.Check(_query, statements, lookUp));
        if (!_input.HasLock || _query.Findings.Any(finding => finding.Id == "DTQ002") || !IsDescribed())
            return Incomplete();

        var locked = _input.Locked!.Statements;
        foreach (var (statement, index) in locked.Select((statement, index) => (statement, index)))
            _findings.AddRange(Faults.Check(_query, index, statement));
        _findings.AddRange(Faults.Unneeded(_query, locked));
        if (locked.Any(statement => statement.Faults.Any(fault => fault.Rule == "error")))
            return Incomplete();

        var parameters = new ParameterBinding(_input, _findings);
        var bound = statements.ConvertAll(_ => default(EquatableArray<BoundParameter>));
        for (var index = 0; index < statements.Count; index++)
            bound[index] = parameters.Bind(statements[index], locked[index], index);
        if (_query.Findings.Any(finding => finding.Id == "DTQ001"))
            return Incomplete();

        var boundLookUp = lookUp is null ? default : parameters.BindLookUp(lookUp);
        var results = new ResultBinding(_input, _findings).Bind();
        _findings.AddRange(Violations.Check(_input));
        return _findings.Count > 0 || _query.IsOverload
            ? Incomplete()
            : new QueryModel(
                _query, true, lookUp is null ? null : new StatementModel(lookUp.Sql, boundLookUp, null),
                statements.Select((statement, index) => new StatementModel(statement.Sql, bound[index], results[index])).ToEquatable(),
                default);
    }

    private bool IsDescribed()
    {
        if (_input.Locked is not { } locked)
        {
            _findings.Add(Finding.Of("DTQ101", Place.Code(Places.Method), _query.Name));
            return false;
        }
        var count = Math.Max(locked.Statements.Count, _query.Statements.Count);
        for (var index = 0; index < count; index++)
        {
            if (index < Math.Min(locked.Statements.Count, _query.Statements.Count)
                && QuerySource.HashOf(_query.Statements[index], index == 0 ? _query.TenantFrom : null, _query.Role) == locked.Statements[index].Sql)
                continue;
            var place = index < _query.Statements.Count ? Place.Sql(index, 0, 1) : Place.Code(Places.Attribute);
            var number = (index + 1).ToString(CultureInfo.InvariantCulture);
            _findings.Add(Finding.Of("DTQ102", place, _query.Name, count == 1 ? "the SQL" : $"the SQL of statement {number}"));
            return false;
        }
        return true;
    }

    private QueryModel Incomplete() => new(_query, false, null, default, _findings.ToEquatable());
}
