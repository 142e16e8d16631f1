using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Tests.Sql;

public sealed class SqlWordsTests
{
    [Theory]
    [InlineData("UPDATE users SET name = 'SET x' WHERE begin = 1", "")]
    [InlineData("  -- SET\n SET x = 1", "SET")]
    [InlineData("select set_config('a.b', 'c', true), \"set_config\"('a.b', 'c', false)", "\"set_config\"")]
    [InlineData("SELECT set_config('app.org_id', 'c', true)", "set_config")]
    [InlineData("SELECT set_config('a.' || 'b', f(1, 2), true)", "set_config")]
    [InlineData("SELECT set_config('a.b', f(1, 2), TRUE), set_config", "")]
    [InlineData("SELECT pg_try_advisory_xact_lock(1), pg_try_advisory_lock_shared(1)", "pg_try_advisory_lock_shared")]
    [InlineData("SELECT 1 INTO TEMP t", "TEMP")]
    [InlineData("SELECT temporary FROM temp", "")]
    [InlineData("WITH a AS (SELECT 1) SELECT CASE WHEN true THEN 1 END; end", "end")]
    public void What_changes_the_session_or_the_transaction_is_found(string sql, string found) =>
        Assert.Equal(found, string.Join(' ', SessionState.Find(sql).Select(token => token.Text)));

    [Theory]
    [InlineData("SELECT a * b, (a) * (b), count(*), 2 * 3, a.b * c FROM t", 0)]
    [InlineData("SELECT * FROM t", 1)]
    [InlineData("SELECT DISTINCT * FROM t UNION ALL SELECT a, * FROM (SELECT t.* FROM t)", 3)]
    [InlineData("SELECT DISTINCT ON (a) * FROM t", 1)]
    [InlineData("INSERT INTO t VALUES (1) RETURNING *", 1)]
    [InlineData("SELECT '*', \"*\" -- *\nFROM t", 0)]
    public void Stars_that_stand_for_columns_are_found(string sql, int count) => Assert.Equal(count, Stars.Find(sql).Count());

    [Theory]
    [InlineData("SELECT 1 FROM users AS u JOIN t ON u.a = t.a", "users AS u", "users AS u")]
    [InlineData("SELECT 1 FROM users u", "users AS u", "users u")]
    [InlineData("SELECT 1 FROM Users", "users AS u", "Users")]
    [InlineData("SELECT 'users' FROM public.users", "users", "users")]
    [InlineData("SELECT 1", "users", null)]
    [InlineData("SELECT 1", "", null)]
    public void A_fault_is_found_in_the_sql(string sql, string at, string? found)
    {
        var place = SqlPlaces.Find(sql, at);

        Assert.Equal(found, place is { } known ? sql.Substring(known.Start, known.Length) : null);
    }

    [Theory]
    [InlineData("SELECT a, b AS email, (SELECT email FROM t) FROM t", "email", 15)]
    [InlineData("SELECT u.email, 1 AS one FROM email", "email", 9)]
    [InlineData("WITH w AS (SELECT email) SELECT lower(email) AS \"email![!]\" FROM w", "email", 48)]
    [InlineData("INSERT INTO t SELECT email FROM x RETURNING id, email", "email", 48)]
    [InlineData("SELECT email FROM a UNION SELECT other FROM b", "email", 7)]
    [InlineData("SELECT 1", "?column?", -1)]
    public void A_column_is_found_where_it_gets_its_name(string sql, string column, int start) =>
        Assert.Equal(start, SqlPlaces.Column(sql, column)?.Start ?? -1);
}
