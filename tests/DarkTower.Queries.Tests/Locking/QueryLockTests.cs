using DarkTower.Queries.Locking;

namespace DarkTower.Queries.Tests.Locking;

public sealed class QueryLockTests
{
    private const string Text = """
        {
          "schema": "0123456789abcdef",
          "checks": {
            "users_status_check": ["active", "conn\u0065ction_lost"]
          },
          "constraints": ["users_email_key"],
          "unused": [
            "recordings_expiry_idx"
          ],
          "queries": {
            "GetUser": {
              "in": "Users/GetUser.cs",
              "statements": [
                {
                  "sql": "00112233",
                  "parameters": {
                    "org": "uuid not null",
                    "status": "text not null check users_status_check",
                    "kind": "character varying(20) check k",
                    "user": "uuid"
                  },
                  "columns": [
                    { "name": "tags", "type": "text[]", "absent": "u", "null": true, "elements": "null", "check": "c", "claimed": true },
                    { "name": "org_id", "type": "uuid" }
                  ],
                  "rows": "0..1",
                  "tables": ["organizations", "users"],
                  "writes": ["users"],
                  "plan": ["organizations AS o: organizations_pkey (org_id)"],
                  "faults": [
                    { "rule": "unbound", "at": "users AS u", "why": "It says \"no\"." }
                  ]
                },
                { "sql": "44556677", "parameters": {}, "tables": [], "writes": [], "plan": [] }
              ]
            }
          }
        }
        """;

    [Fact]
    public void Everything_in_it_is_read()
    {
        var file = QueryLock.Parse(Text);

        Assert.Equal(("0123456789abcdef", "users_email_key"), (file.Schema, file.Constraints.Single()));
        Assert.Equal(["active", "connection_lost"], file.Checks["users_status_check"]);
        var unused = Text.IndexOf("\"recordings", StringComparison.Ordinal);
        Assert.Equal(new LockedIndex("recordings_expiry_idx", unused), file.Unused.Single());
        var query = file.Queries["GetUser"];
        var statement = query.Statements[0];
        Assert.Equal(("Users/GetUser.cs", "00112233", "0..1"), (query.In, statement.Sql, statement.Rows));
        Assert.Equal(
            [
                new("org", "uuid", true, null), new("status", "text", true, "users_status_check"),
                new("kind", "character varying(20)", false, "k"), new("user", "uuid", false, null),
            ],
            statement.Parameters);
        Assert.Equal(
            [new("tags", "text[]", true, "u", true, "c", true), new("org_id", "uuid", false, null, false, null, false)],
            statement.Columns!.Value);
        Assert.Equal(new LockedFault("unbound", "users AS u", "It says \"no\"."), statement.Faults.Single());
        Assert.Null(query.Statements[1].Columns);
    }

    [Fact]
    public void Blocks_are_equal_when_they_say_the_same() =>
        Assert.Equal(QueryLock.Parse(Text).Queries["GetUser"], QueryLock.Parse("\n\n" + Text).Queries["GetUser"]);

    [Theory]
    [InlineData("", 0, "a value is expected")]
    [InlineData("{ \"schema\": \"0\" } x", 18, "the end of the file is expected")]
    [InlineData("{ \"schema\": 0 }", 12, "string is expected")]
    [InlineData("{ \"queries\": {} }", 0, "\"schema\" is missing")]
    [InlineData("{ \"schema\": \"0 }", 16, "the end of a string is expected")]
    [InlineData("{ \"schema\": \"0\", \"unused\": [\"a\" \"b\"] }", 32, "',' is expected")]
    [InlineData("{ \"schema\": \"0\", }", 17, "a name is expected")]
    public void What_cannot_be_read_is_said_with_its_place(string text, int at, string reason)
    {
        var error = Assert.Throws<LockException>(() => QueryLock.Parse(text));

        Assert.Equal((at, reason), (error.At, error.Message));
    }
}
