using System.Text.Json;
using System.Text.Json.Nodes;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests;

[Collection(GcDatabaseTests.Name)]
public sealed class OpenApiTests(GcDatabaseProcess process)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A change of the contract shows in review.</summary>
    [Fact]
    public async Task The_document_is_the_committed_one()
    {
        var document = JsonNode.Parse(await process.Service.Client.GetStringAsync("/openapi/v1.json"))!.AsObject();
        document.Remove("servers");
        var committed = Path.Combine(Repository.Root, "tests", "DarkTower.GcDatabase.Tests", "openapi.v1.json");
        var actual = Path.Combine(Path.GetTempPath(), "darktower-gc-database.openapi.v1.json");

        var text = document.ToJsonString(Indented) + "\n";
        await File.WriteAllTextAsync(actual, text);

        Assert.True(text == await File.ReadAllTextAsync(committed),
            $"The OpenAPI document has changed. If that is meant: cp {actual} {committed}");
    }
}
