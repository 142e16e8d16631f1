using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.Publishing;

/// <summary>Publishing that cannot succeed ends with an error, not with half a manifest.</summary>
public sealed class ManifestErrorTests
{
    [Theory]
    [InlineData("--output-path")]
    [InlineData("/proc/not-for-files/manifest.json", "--output-path", "/proc/not-for-files/manifest.json")]
    public async Task A_place_that_is_missing_or_cannot_be_written_is_named_and_ends_with_an_error(string named, params string[] output)
    {
        await using var process = await ChildProcess.StartAsync(
            ["dotnet", Repository.AssemblyOf("DarkTower.AppHost"), "--publisher", "manifest", .. output],
            workingDirectory: Path.Combine(Repository.Root, "DarkTower.AppHost"));

        Assert.NotEqual(0, await process.WaitForExitAsync());
        Assert.Contains(named, process.Output);
    }
}
