using DarkTower.Migrator.Queries.Worlds;

namespace DarkTower.Migrator.Tests.Queries.Worlds;

[Collection(nameof(WorldServers))]
public sealed class WorldRowsTests(WorldServers servers)
{
    private const string Columns = """
        SELECT c.relname || '.' || attname FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped
        """;

    [Fact]
    public async Task Every_table_has_rows_and_every_nullable_column_has_a_null_and_a_value()
    {
        await using var connection = await servers.OpenAsync(15);
        List<string> wrong = [];
        foreach (var column in await connection.QueryAsync(Columns + " AND NOT attnotnull"))
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            if (table == Proved)
                continue;
            var counts = (await connection.QueryAsync($"SELECT count(*) || ' ' || count({name}) FROM {table}")).Single().Split(' ');
            if (counts[0] == counts[1] || counts[1] == "0")
                wrong.Add($"{column}: {counts[1]} of {counts[0]} rows");
        }
        Assert.Empty(wrong);
    }

    /// <summary>What is done has a proof, which no row made from its checks has: statements about it are played in a scene.</summary>
    private const string Proved = "erasures";

    [Fact]
    public async Task Every_listed_value_is_there_in_the_first_organization()
    {
        await using var connection = await servers.OpenAsync(15);
        var lists = await connection.QueryAsync("""
            SELECT conrelid::regclass || '|' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conparentid = 0 AND conislocal
                AND pg_get_constraintdef(oid) ~ '^CHECK \(\(\w+ = ANY \(ARRAY\['
            """);
        List<string> wrong = [];
        foreach (var list in lists)
        {
            var table = list.Split('|')[0];
            if (table == Proved)
                continue;
            var column = System.Text.RegularExpressions.Regex.Match(list, @"\(\((\w+) = ANY").Groups[1].Value;
            foreach (System.Text.RegularExpressions.Match value in System.Text.RegularExpressions.Regex.Matches(list, "'([^']*)'::text"))
            {
                // Of organizations each is one row.
                var all = table == "organizations" ? "true" : "false";
                if ((await connection.QueryAsync($"""
                    SELECT 1 FROM {table} AS t WHERE {column} = '{value.Groups[1].Value}'
                        AND ({all} OR coalesce(to_jsonb(t) ->> 'org_id', '') IN ('', (SELECT min(org_id::text) FROM organizations))) LIMIT 1
                    """)).Count == 0)
                    wrong.Add($"{table}.{column} = {value.Groups[1].Value}");
            }
        }
        Assert.True(lists.Count > 10);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Organizations_have_the_same_ids_with_other_values_and_some_of_their_own()
    {
        await using var connection = await servers.OpenAsync(15);

        var same = await connection.QueryAsync("""
            SELECT count(*) || ' ' || count(*) FILTER (WHERE a.display_name <> b.display_name) || ' '
                || count(*) FILTER (WHERE a.email = b.email)
            FROM users AS a JOIN users AS b USING (user_id)
            WHERE a.org_id = (SELECT min(org_id::text)::uuid FROM organizations)
                AND b.org_id = (SELECT org_id FROM organizations ORDER BY org_id OFFSET 1 LIMIT 1)
            """);
        var own = await connection.QueryAsync("""
            SELECT count(*) FROM users WHERE org_id = (SELECT org_id FROM organizations ORDER BY org_id OFFSET 1 LIMIT 1)
                AND user_id NOT IN (SELECT user_id FROM users WHERE org_id = (SELECT min(org_id::text)::uuid FROM organizations))
            """);
        var codes = await connection.QueryAsync("""
            SELECT count(*) FROM meeting_codes AS c JOIN meetings AS m USING (org_id, meeting_id) WHERE c.meeting_code = m.meeting_code
            """);

        Assert.Equal("120 120 30", same.Single());
        Assert.Equal("5", own.Single());
        Assert.Equal("2550", codes.Single());
    }

    [Theory]
    [InlineData("CREATE TABLE odd (a integer NOT NULL, b integer NOT NULL, CONSTRAINT odd_check CHECK (a + b = 12345))",
        "Table public.odd cannot be given rows: nothing found satisfies odd_check on a, b.")]
    [InlineData("CREATE TABLE odd (place point NOT NULL)", "Table public.odd cannot be given rows: no value is known for place.")]
    [InlineData("CREATE TABLE odd (org_id uuid NOT NULL, n text NOT NULL, CONSTRAINT odd_check CHECK (n ~ '^(?!a)b$' AND n <> 'b'))",
        "Table public.odd cannot be given rows: nothing found satisfies odd_check on n.")]
    public async Task A_table_that_cannot_be_given_rows_is_an_error_that_says_which_and_why(string table, string message)
    {
        await using var connection = await servers.CreateAsync(15);
        await connection.ExecuteAsync(table);

        var error = await Assert.ThrowsAsync<WorldException>(() => TwinWorlds.FillAsync(connection, default));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task A_table_of_a_migration_to_come_gets_rows()
    {
        await using var connection = await servers.CreateAsync(15);
        await connection.ExecuteAsync("""
            CREATE DOMAIN code AS text CHECK (VALUE ~ '^[A-Z]{3}-[0-9]{4}$');
            CREATE TYPE mood AS ENUM ('good', 'bad');
            CREATE TABLE folders (
                org_id uuid NOT NULL REFERENCES organizations, folder_id uuid NOT NULL, parent_id uuid,
                place bigint GENERATED ALWAYS AS IDENTITY,
                code code NOT NULL, mood mood, size numeric(10, 2) NOT NULL CHECK (size > 0), short varchar(5) NOT NULL, span int4range,
                half integer GENERATED ALWAYS AS (length(short)) STORED, began date, ended date,
                PRIMARY KEY (org_id, folder_id), UNIQUE (org_id, place), FOREIGN KEY (org_id, parent_id) REFERENCES folders,
                CONSTRAINT folders_time_check CHECK ((began IS NULL) = (ended IS NULL) AND ended > began));
            CREATE TABLE notes (
                org_id uuid NOT NULL, folder_id uuid NOT NULL, line smallint NOT NULL CHECK (line BETWEEN 1 AND 900), by_user_id uuid,
                PRIMARY KEY (org_id, folder_id, line), FOREIGN KEY (org_id, folder_id) REFERENCES folders,
                FOREIGN KEY (org_id, by_user_id) REFERENCES users);
            """);

        await TwinWorlds.FillAsync(connection, default);

        Assert.Equal("2550 2550 true true", (await connection.QueryAsync("""
            SELECT count(*) || ' ' || count(*) FILTER (WHERE code ~ '^[A-Z]{3}') || ' '
                || bool_or(parent_id IS NOT NULL) || ' ' || bool_or(ended > began)
            FROM folders
            """)).Single());
        Assert.NotEqual("0", (await connection.QueryAsync("SELECT count(by_user_id) FROM notes")).Single());
    }
}
