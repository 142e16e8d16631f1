using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Verbs;

public sealed class DocsTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    private static readonly string Committed = Path.Combine(Repository.Root, "docs", "DATABASE_SCHEMA.md");

    [Fact]
    public async Task The_committed_description_holds_for_the_migrations_of_this_build()
    {
        // Without a database: it makes one of its own.
        var (exitCode, output) = await Migrate.TryAsync("", "docs", "--check");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_description_is_the_same_on_another_version_and_in_another_month()
    {
        await using var database = await OwnDatabase.CreateAsync(15);
        await Migrate.Async(database.ConnectionString);
        await database.ExecuteAsync("""
            CREATE TABLE audit_logs_2031_01 PARTITION OF audit_logs FOR VALUES FROM ('2031-01-01 00:00Z') TO ('2031-02-01 00:00Z')
            """);

        Assert.Contains("holds", await Migrate.Async(database.ConnectionString, "docs", "--check", "--output", Committed));
    }

    [Fact]
    public async Task A_stale_description_has_an_exit_code_of_its_own_and_names_the_line_and_docs_puts_it_right()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "schema.md");
        var text = await File.ReadAllTextAsync(Committed);
        await File.WriteAllTextAsync(file, text.Replace("# Database schema", "# Schema"));

        var (exitCode, output) = await Migrate.TryAsync(shared.AdminConnectionString, "docs", "--check", "--output", file);
        Assert.Equal((15, $"{file} is stale from line 1 on; run `docs` and commit the file."), (exitCode, output));

        Assert.Equal($"wrote {file}", await Migrate.Async(shared.AdminConnectionString, "docs", "--output", file));
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        File.Delete(file);
        (exitCode, output) = await Migrate.TryAsync(shared.AdminConnectionString, "docs", "--check", "--output", file);
        Assert.Equal((15, $"{file} is not there; run `docs` and commit the file."), (exitCode, output));
    }

    [Fact]
    public async Task A_database_that_is_not_migrated_is_not_described()
    {
        await using var database = await OwnDatabase.CreateAsync();

        var (exitCode, output) = await Migrate.TryAsync(database.ConnectionString, "docs");
        Assert.Equal(10, exitCode);
        Assert.Contains("run `up` first", output);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("darktower-docs-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
