using DarkTower.Fixtures;
using Npgsql;

namespace DarkTower.Migrator.Tests.Running;

public sealed class RolePasswordsTests
{
    [Fact]
    public async Task A_role_enters_with_the_password_given_last_and_the_password_itself_is_written_nowhere()
    {
        await using var server = await PostgresServer.StartAsync(
            options: "-c log_statement=all -c log_min_messages=log -c log_parameter_max_length=-1");
        await using var database = await OwnDatabase.CreateAsync(server: server);

        var first = await SetAsync(database, "first-secret");
        Assert.Contains("password of darktower_app set", first);
        await EnterAsync(database, "first-secret");

        Assert.Equal("nothing to do", await SetAsync(database, "first-secret"));
        var second = await SetAsync(database, "second-secret");
        await EnterAsync(database, "second-secret");
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => EnterAsync(database, "first-secret"))).SqlState);

        Assert.DoesNotContain("-secret", first + second);
        Assert.Contains("ALTER ROLE darktower_app", server.Output);
        Assert.DoesNotContain("-secret", server.Output);
    }

    private static async Task<string> SetAsync(OwnDatabase database, string password)
    {
        var (exitCode, output) = await Migrate.TryAsync(database.ConnectionString, [], new() { ["Roles:AppPassword"] = password });
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static async Task EnterAsync(OwnDatabase database, string password)
    {
        await using var connection = await Sql.OpenAsync(database.As("darktower_app", password));
        Assert.Equal(["darktower_app"], await connection.QueryAsync("SELECT current_user"));
    }
}
