using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.Publishing;

/// <summary>The manifest of this AppHost, whole: every change of what is deployed shows up in review.</summary>
public sealed class GoldenManifestTests
{
    private const string Golden = "tests/DarkTower.AppHost.Tests/Publishing/aspire-manifest.json";

    [Fact]
    public async Task The_manifest_is_the_one_in_the_tree()
    {
        var golden = Path.Combine(Repository.Root, Golden);
        // Written beside the golden file: project paths in it are relative to the manifest.
        var written = Path.Combine(Path.GetDirectoryName(golden)!, "aspire-manifest.actual.json");
        try
        {
            await using var process = await ChildProcess.StartAsync(
                ["dotnet", Repository.AssemblyOf("DarkTower.AppHost"), "--publisher", "manifest", "--output-path", written],
                workingDirectory: Path.Combine(Repository.Root, "DarkTower.AppHost"));
            Assert.True(await process.WaitForExitAsync() == 0, process.Output);

            var actual = await File.ReadAllTextAsync(written);
            Assert.True(File.Exists(golden), $"{Golden} is missing; the manifest is:\n{actual}");
            Assert.Equal((await File.ReadAllTextAsync(golden)).TrimEnd(), actual.TrimEnd());
        }
        finally
        {
            File.Delete(written);
        }
    }
}
