using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Model;

/// <summary>What can be said about the SQL by its words.</summary>
internal static class SqlRules
{
    public static IEnumerable<Finding> Check(QueryDeclaration query, IReadOnlyList<PositionalSql> statements, PositionalSql? lookUp)
    {
        var known = new HashSet<string>(query.Values.Select(parameter => parameter.Sql));
        var used = new HashSet<string>();
        for (var index = lookUp is null ? 0 : -1; index < statements.Count; index++)
        {
            var sql = index < 0 ? query.TenantFrom! : query.Statements[index];
            var positional = index < 0 ? lookUp! : statements[index];
            foreach (var state in SessionState.Find(sql))
                yield return At("DTQ004", index, state, state.Text);
            foreach (var star in Stars.Find(sql))
                yield return At("DTQ005", index, star, Qualified(sql, star));
            foreach (var number in positional.Numbered)
                yield return At("DTQ201", index, number, number.Text);
            foreach (var named in positional.Named)
            {
                used.Add(PositionalSql.Name(named));
                if (!known.Contains(PositionalSql.Name(named)))
                    yield return At("DTQ201", index, named, named.Text);
            }
        }
        foreach (var parameter in query.Parameters)
        {
            // The tenant is set for row security; that the statement does not name it is the tenant rule's affair.
            if (parameter.Role == ParameterRole.Value && !used.Contains(parameter.Sql)
                && query.Findings.All(finding => finding.Id != "DTQ002"))
                yield return Finding.Of("DTQ202", Place.Code(parameter.Place), query.Name, parameter.Name, parameter.Sql);
        }

        Finding At(string id, int statement, Token token, string argument) =>
            Finding.Of(id, Place.Sql(statement, token.Start, token.Text.Length), query.Name, argument);
    }

    /// <summary>With the alias before it.</summary>
    private static string Qualified(string sql, Token star)
    {
        char[] ends = [' ', '\n', '(', ','];
        return sql[Math.Max(0, sql.LastIndexOfAny(ends, star.Start))..star.End].TrimStart(ends);
    }
}
