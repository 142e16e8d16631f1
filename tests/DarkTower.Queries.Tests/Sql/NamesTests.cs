using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Tests.Sql;

public sealed class NamesTests
{
    [Theory]
    [InlineData("createdByUserId", "created_by_user_id")]
    [InlineData("DisplayName", "display_name")]
    [InlineData("orgId", "org_id")]
    [InlineData("E2eEnabled", "e2e_enabled")]
    [InlineData("IPAddress", "ipaddress")]
    [InlineData("x", "x")]
    public void A_name_of_the_code_is_said_in_snake_case(string code, string sql) => Assert.Equal(sql, Names.Snake(code));
}
