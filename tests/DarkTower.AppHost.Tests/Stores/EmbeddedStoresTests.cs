using DarkTower.Fixtures;
using Npgsql;
using StackExchange.Redis;

namespace DarkTower.AppHost.Tests.Stores;

public sealed class EmbeddedStoresTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task PostgreSQL_keeps_acknowledged_writes_through_kill_and_restart(int major)
    {
        await using var server = await PostgresServer.StartAsync(major);
        await OwnDatabaseSql(server, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");

        await server.KillAsync();
        await server.StartAgainAsync();

        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT id, current_setting('server_version_num')::int / 10000 FROM kept", connection);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal((7, major), (reader.GetInt32(0), reader.GetInt32(1)));
    }

    [Fact]
    public async Task PostgreSQL_starts_again_while_the_killed_one_is_not_reaped_yet()
    {
        await using var server = await PostgresServer.StartAsync();
        // A zombie for three seconds: its parent became a program that does not ask for it.
        await using var parent = await ChildProcess.StartAsync(["/bin/sh", "-c", "true & echo $!; exec sleep 3"]);
        await Wait.UntilAsync(() => parent.Output.Length > 0, "the zombie");

        await server.KillAsync();
        var lockFile = Path.Combine(server.DataDirectory, "postmaster.pid");
        await File.WriteAllLinesAsync(lockFile, (await File.ReadAllLinesAsync(lockFile)).Skip(1).Prepend(parent.Output));

        await server.StartAgainAsync();
    }

    [Theory]
    [InlineData("garnet")]
    [InlineData("redis-server")]
    public async Task The_redis_protocol_server_keeps_its_data_through_kill_and_restart(string engine)
    {
        await using var server = await OwnRedis.StartAsync(engine);
        using (var connection = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString))
        {
            await connection.GetDatabase().StringSetAsync("kept", "7");
            // The append-only file is written behind the reply: up to a second on redis-server (everysec), 200 ms on Garnet.
            await Wait.UntilAsync(() => WrittenAsync(server), "the append-only file holding the write");
        }

        await server.KillAsync();
        await server.StartAgainAsync();

        using var again = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.Equal("7", (string?)await again.GetDatabase().StringGetAsync("kept"));
    }

    [Fact]
    public async Task A_stop_while_the_data_directory_is_made_leaves_no_password_behind()
    {
        var folder = Directory.CreateTempSubdirectory("darktower-tests-initdb-").FullName;
        var initdb = Path.Combine(folder, "initdb");
        await File.WriteAllTextAsync(initdb, "#!/bin/sh\nkill -TERM 0\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(initdb, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var script = Path.Combine(Repository.Root, "DarkTower.AppHost", "Stores", "run-postgres.sh");

        await using (var process = await ChildProcess.StartAsync(["setsid", "/bin/sh", script], new Dictionary<string, string>
        {
            ["TMPDIR"] = folder,
            ["PG_BIN"] = folder,
            ["PG_DATA"] = Path.Combine(folder, "data"),
            ["PGPORT"] = "1",
            ["PG_PASSWORD"] = "the-password",
        }))
        {
            Assert.NotEqual(0, await process.WaitForExitAsync());
        }

        Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => File.ReadAllText(file).Contains("the-password", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_redis_protocol_server_below_a_folder_with_a_space_starts()
    {
        var folder = Directory.CreateTempSubdirectory("darktower tests redis ").FullName;
        var program = Path.Combine(folder, "redis-server");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho \"started with $*\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await using var process = await ChildProcess.StartAsync(
            ["/bin/sh", Path.Combine(Repository.Root, "DarkTower.AppHost", "Stores", "run-redis.sh")],
            new Dictionary<string, string> { ["REDIS_COMMAND"] = program, ["REDIS_CONFIG"] = Path.Combine(folder, "conf"), ["REDIS_PORT"] = "1" },
            removeAtEnd: folder);
        await process.WaitForExitAsync();

        Assert.Equal($"started with {folder}/conf --port 1", process.Output);
    }

    private static async Task<bool> WrittenAsync(OwnRedis server)
    {
        foreach (var file in Directory.EnumerateFiles(server.DataDirectory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            if ((await reader.ReadToEndAsync()).Contains("kept", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task OwnDatabaseSql(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
