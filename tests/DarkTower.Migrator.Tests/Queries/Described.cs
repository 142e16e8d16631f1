using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Queries.Analysis;
using Npgsql;
using NpgsqlTypes;

namespace DarkTower.Migrator.Tests.Queries;

/// <summary>A statement with facts written by hand, or as far as the server gives them.</summary>
internal sealed record Described(string Name, StatementText Text, StatementFacts Facts)
{
    /// <summary>The statements of the service as they stand in its source, with what the analysis says of them.</summary>
    public static async Task<IReadOnlyList<Described>> OfServiceAsync(NpgsqlConnection superuser)
    {
        var project = (await ProjectQueries.ReadAsync([Path.Combine(Repository.Root, "DarkTower.GcDatabase")], default)).Single();
        List<Described> all = [];
        foreach (var query in project.Queries)
        {
            for (var index = 0; index < query.Statements.Count; index++)
            {
                var text = Describer.TextOf(query, project, index);
                all.Add(new Described(query.Name, text, await StatementAnalysis.ReadAsync(superuser, text, default)));
            }
        }
        Assert.True(all.Count >= 16, $"{all.Count} statements were found in the service");
        return all;
    }

    /// <summary>Types come from the server; which columns a parameter belongs to is said here, as <c>2=users.user_id</c>.</summary>
    public static async Task<Described> ByServerAsync(
        NpgsqlConnection connection, string name, string sql, Tenancy tenancy = Tenancy.Argument, params string[] columns)
    {
        await connection.ExecuteAsync($"PREPARE described AS {sql}");
        var types = await connection.QueryAsync(
            "SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = 'described'");
        await connection.ExecuteAsync("DEALLOCATE described");
        var lists = (await connection.QueryAsync("""
            SELECT conrelid::regclass || '.' || attname || '=' || conname
            FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
            WHERE contype = 'c' AND conparentid = 0 AND cardinality(conkey) = 1
                AND pg_get_constraintdef(pg_constraint.oid) LIKE '%= ANY (ARRAY[%'
            """)).Select(line => line.Split('=')).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        await using var command = new NpgsqlCommand($"/* {name} */ {sql}", connection);
        foreach (var _ in types)
            command.Parameters.Add(new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown });
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly);
        var results = Enumerable.Range(0, reader.FieldCount)
            .Select(at => new ColumnFact(reader.GetName(at), reader.GetDataTypeName(at), MayBeNull: true, null, true, null, false))
            .ToList();
        var known = columns.Select(column => column.Split('=')).ToLookup(pair => int.Parse(pair[0]), pair => pair[1]);
        var parameters = types.Select((type, at) => new ParameterFact(
            $"p{at + 1}", type, false, known[at + 1].Select(lists.GetValueOrDefault).FirstOrDefault(list => list is not null),
            [.. known[at + 1]])).ToList();
        var tables = Regex.Matches(sql, @"(?:FROM|JOIN|INTO|UPDATE|USING)\s+(\w+)").Select(match => match.Groups[1].Value)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var writes = Regex.Matches(sql, @"(?:INSERT INTO|(?<!KEY )UPDATE|DELETE FROM)\s+(\w+)").Select(match => match.Groups[1].Value)
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return new Described(
            name, new StatementText(sql, [.. parameters.Select(parameter => parameter.Name)], tenancy),
            new StatementFacts(parameters, results.Count > 0 ? results : null, results.Count > 0 ? "*" : null, tables, writes, [], []));
    }
}
