namespace DarkTower.Queries.Tests.Checks;

/// <summary>Queries with nothing wrong: they compile without a word, and what is generated is what the files beside them say.</summary>
public sealed class RightTests
{
    private const string Accept = "DARKTOWER_ACCEPT_GENERATED";

    public static TheoryData<string> Files => [.. SourceCase.Names("Right")];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Nothing_is_said(string file)
    {
        var (said, _) = await InMemory.BuildAsync(SourceCase.Read("Right", file));

        Assert.Equal([], said);
    }

    /// <summary>With the variable set to the test project's folder the files are written anew.</summary>
    [Theory]
    [InlineData("GetUser")]
    [InlineData("CreateUser")]
    [InlineData("Batches")]
    [InlineData("Claims")]
    [InlineData("Refusals")]
    [InlineData("Arguments")]
    public async Task The_generated_code_is_the_one_in_the_tree(string file)
    {
        var (_, generated) = await InMemory.BuildAsync(SourceCase.Read("Right", file));
        var text = string.Join("\n", generated
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"==> {pair.Key}\n{pair.Value}"));

        if (Environment.GetEnvironmentVariable(Accept) is { } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, "Right", file + ".generated.txt"), text);
        else
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(SourceCase.Folder("Right"), file + ".generated.txt")), text);
    }
}
