namespace DarkTower.Migrator.Tests.Queries;

/// <summary>The verb as people run it: a process, on the lock files of this clone.</summary>
public sealed class DescribeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("darktower-describe-");

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Every_committed_lock_file_holds(int major)
    {
        var (exitCode, output) = await Migrate.TryAsync("", "describe", "--check", "--postgres", $"{major}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("DarkTower.GcDatabase/queries.lock.json holds", output);
        Assert.DoesNotContain("no arguments were found", output);
    }

    [Fact]
    public async Task A_changed_query_makes_its_lock_stale_and_describe_puts_it_right()
    {
        await WriteAsync("SELECT email FROM users WHERE org_id = @org AND user_id = @user");
        var (exitCode, output) = await DescribeAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains("it was not there", output);
        Assert.Equal(0, (await DescribeAsync("--check")).ExitCode);

        await WriteAsync("SELECT email FROM users WHERE org_id = @org");
        (exitCode, output) = await DescribeAsync("--check");
        Assert.Equal(16, exitCode);
        Assert.EndsWith($"{_folder.FullName}/queries.lock.json is stale: FindEmail. Run `describe` and commit the file.", output.TrimEnd());

        (exitCode, output) = await DescribeAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains("\"rows\": \"*\"", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "queries.lock.json")));
    }

    [Fact]
    public async Task What_the_server_refuses_and_what_forgets_the_tenant_is_said_and_written_for_the_build()
    {
        await WriteAsync("SELECT emial FROM users WHERE org_id = @org AND user_id = @user");
        var (exitCode, output) = await DescribeAsync();
        Assert.Equal(0, exitCode);
        Assert.Contains("FindEmail: error: column \"emial\" does not exist", output);

        await WriteAsync("SELECT email FROM users WHERE user_id = @user");
        (_, output) = await DescribeAsync();
        Assert.Contains("FindEmail: unbound:", output);
        Assert.Contains("\"rule\": \"unbound\", \"at\": \"users\"", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "queries.lock.json")));
    }

    [Fact]
    public async Task A_lock_that_a_merge_broke_is_written_anew()
    {
        await WriteAsync("SELECT email FROM users WHERE org_id = @org AND user_id = @user");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "queries.lock.json"), "<<<<<<< HEAD\n{}");

        var (exitCode, output) = await DescribeAsync();

        Assert.True(exitCode == 0, output);
        Assert.Equal(0, (await DescribeAsync("--check")).ExitCode);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_usage_error()
    {
        var (exitCode, output) = await Migrate.TryAsync("", "describe", "--project", "/nowhere");

        Assert.Equal((2, "There is no folder /nowhere."), (exitCode, output));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<(int ExitCode, string Output)> DescribeAsync(params string[] options) =>
        Migrate.TryAsync("", ["describe", "--project", _folder.FullName, .. options]);

    private Task WriteAsync(string sql) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, "FindEmail.cs"), $$"""
        using DarkTower.Queries;

        internal static partial class Emails
        {
            [TenantQuery("users", "{{sql}}")]
            private static partial Task<List<string>> FindEmailAsync(Database database, OrgId org, UserId user, CancellationToken cancellation);
        }
        """);
}
