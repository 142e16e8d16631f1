using System.Text;
using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Queries.Analysis;
using Npgsql;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

/// <summary>The lists of functions and operators against the server: tried on values at the edges of every type.</summary>
public sealed class TotalTests(TotalTests.World world, ITestOutputHelper output) : IClassFixture<TotalTests.World>
{
    private static readonly Dictionary<uint, string[]> Values = new()
    {
        [16] = ["true", "false"],
        [17] = [@"''::bytea", @"'\x00ff'::bytea"],
        [20] = ["0::bigint", "-9::bigint", "9::bigint"],
        [21] = ["0::smallint", "3::smallint"],
        [23] = ["0", "-1", "2"],
        [25] = ["''::text", "'a'::text", "'day'::text", "'UTC'::text", "'{}'::text"],
        [700] = ["0::real", "'NaN'::real", "'-Infinity'::real"],
        [701] = ["0::float8", "1.5::float8", "'NaN'::float8", "'Infinity'::float8"],
        [869] = ["'::1'::inet", "'10.0.0.1/8'::inet"],
        [650] = ["'10.0.0.0/8'::cidr"],
        [1082] = ["'2026-01-01'::date", "'infinity'::date", "'-infinity'::date"],
        [1083] = ["'00:00'::time", "'24:00'::time"],
        [1114] = ["'2026-01-01'::timestamp", "'infinity'::timestamp"],
        [1184] = ["'2026-01-01Z'::timestamptz", "'infinity'::timestamptz", "'-infinity'::timestamptz"],
        [1186] = ["'0'::interval", "'1 day'::interval"],
        [1700] = ["0::numeric", "1.5::numeric", "'NaN'::numeric"],
        [2950] = ["'00000000-0000-0000-0000-000000000000'::uuid"],
        [3802] = ["'null'::jsonb", "'{}'::jsonb", "'[1, null]'::jsonb", "'\"a\"'::jsonb", "'1'::jsonb"],
        [1043] = ["''::varchar", "'a'::varchar"],
        [1042] = ["''::bpchar", "'a'::bpchar"],
        [1009] = ["'{}'::text[]", "'{NULL}'::text[]", "'{a,b}'::text[]"],
        [2277] = ["'{}'::int[]", "'{NULL,1}'::int[]"],
        [2283] = ["1", "''::text", "'null'::jsonb"],
        [2249] = ["(SELECT r FROM (SELECT NULL::int) AS r)", "(SELECT r FROM (SELECT 1) AS r)"],
        [600] = ["'(0,0)'::point", "'(NaN,1)'::point"],
        [602] = ["'[(0,0),(1,1)]'::path", "'((0,0),(1,1))'::path"],
    };

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Nothing_said_to_be_total_makes_null(int major)
    {
        var calls = new List<string>();
        foreach (var (name, function) in await FunctionsAsync(major))
            if (Total.IsTotal(function) && function.Arguments.All(Values.ContainsKey))
                calls.AddRange(Combinations(function.Arguments).Select(arguments => $"pg_catalog.\"{name}\"({string.Join(", ", arguments)})"));
        foreach (var operation in await OperatorsAsync(major))
            if (Total.IsTotal(operation) && Values.ContainsKey(operation.Right) && (operation.Left == 0 || Values.ContainsKey(operation.Left)))
            {
                uint[] types = operation.Left == 0 ? [operation.Right] : [operation.Left, operation.Right];
                calls.AddRange(Combinations(types).Select(arguments => string.Join($" OPERATOR(pg_catalog.{operation.Name}) ", arguments.Prepend("")
                    .Skip(operation.Left == 0 ? 0 : 1))));
            }
        output.WriteLine($"{calls.Count} calls");
        Assert.True(calls.Count > 2000, $"{calls.Count} calls");
        Assert.Empty(await NullsOfAsync(major, calls));
    }

    private static IEnumerable<string[]> Combinations(IReadOnlyList<uint> types) => types.Aggregate(
        (IEnumerable<string[]>)[[]], (some, type) => some.SelectMany(head => Values[type].Select(value => (string[])[.. head, value])));

    private async Task<List<(string Name, FunctionInfo Function)>> FunctionsAsync(int major)
    {
        var sql = CatalogSql.Functions.Replace(
            "WHERE p.oid = ANY ($1::oid[])",
            "WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND NOT proretset AND provariadic = 0 AND pronargs < 4",
            StringComparison.Ordinal);
        return await ReadAsync(major, sql, row => (row.Text(1), new FunctionInfo(
            row.Text(1), row.Bool(2), row.Bool(3), row.Bool(4), [.. row.Texts(5).Select(uint.Parse)], row.Oid(6), row.Bool(7))));
    }

    private Task<List<OperatorInfo>> OperatorsAsync(int major) => ReadAsync(
        major, CatalogSql.Operators.Replace("o.oid = ANY ($1::oid[])", "oprnamespace = 'pg_catalog'::regnamespace", StringComparison.Ordinal),
        row => new OperatorInfo(row.Text(1), row.Bool(2), row.Bool(3), row.Oid(4), row.Oid(5), row.Bool(6)));

    private async Task<List<T>> ReadAsync<T>(int major, string sql, Func<CatalogRows, T> read)
    {
        await using var command = new NpgsqlCommand(sql, world.On(major));
        await using var reader = await command.ExecuteReaderAsync();
        return await new CatalogRows(reader, default).ListAsync(read);
    }

    /// <summary>Calls that fail say nothing; all in one round trip, each caught by itself.</summary>
    private async Task<List<string>> NullsOfAsync(int major, List<string> calls)
    {
        var list = new StringBuilder();
        foreach (var call in calls)
            list.Append(list.Length > 0 ? "," : "").Append('\'').Append(call.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        await world.On(major).ExecuteAsync($"""
            CREATE TEMP TABLE IF NOT EXISTS made_null (call text);
            DO $do$ DECLARE call text; made bool; BEGIN
                FOREACH call IN ARRAY ARRAY[{list}] LOOP
                    BEGIN
                        EXECUTE 'SELECT num_nulls(' || call || ') = 1' INTO made;
                        IF made THEN INSERT INTO made_null VALUES (call); END IF;
                    EXCEPTION WHEN OTHERS THEN
                    END;
                END LOOP;
            END $do$
            """);
        return await world.On(major).QueryAsync("SELECT call FROM made_null");
    }

    public sealed class World() : AnalysisDatabases("SELECT 1");
}
