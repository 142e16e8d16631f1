using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.Publishing;

/// <summary>Manifests of small models. What is expected is what Aspire 13.5 writes for the same calls.</summary>
public sealed class ManifestShapeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifest-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Stores_projects_and_helper_entries_have_the_shapes_of_the_real_one()
    {
        var builder = Builder(_folder.FullName);
        var rule = new GenerateParameterDefault { MinLength = 24, Special = false };
        var password = builder.AddParameter("postgres-password", rule, secret: true, persist: true);
        var database = builder.AddPostgres("postgres", password: password).WithDataVolume("postgres-data").AddDatabase("darktower");
        builder.AddRedis("redis");
        var derived = builder.AddConnectionString("derived", ReferenceExpression.Create($"{database};Maximum Pool Size=5"));
        builder.AddProject("migrate", Project("migrate", applicationUrl: null)).WithReference(database);
        builder.AddProject("api", Project("api", applicationUrl: "http://localhost:5101"))
            .WithReference(derived).WithEnvironment("Secret__Key", password).WithExternalHttpEndpoints();

        var manifest = await PublishAsync(builder, Path.Combine(_folder.FullName, "aspire-manifest.json"));

        var expected = Path.Combine(Repository.Root, "tests", "DarkTower.AppHost.Tests", "Publishing", "manifest-shapes.json");
        Assert.Equal((await File.ReadAllTextAsync(expected)).ReplaceLineEndings().Trim(), manifest.ReplaceLineEndings().Trim());
    }

    [Fact]
    public async Task A_reference_to_a_service_is_its_bindings_by_scheme()
    {
        var builder = Builder(_folder.FullName);
        var api = builder.AddProject("api", Project("api", applicationUrl: "http://localhost:5101"));
        builder.AddProject("caller", Project("caller", applicationUrl: null)).WithReference(api);

        var resources = Resources(await PublishAsync(builder, Path.Combine(_folder.FullName, "aspire-manifest.json")));

        var variables = resources["caller"]!["env"]!.AsObject();
        Assert.Equal("{api.bindings.http.url}", (string?)variables["services__api__http__0"]);
        Assert.Equal("{api.bindings.https.url}", (string?)variables["services__api__https__0"]);
        Assert.Equal("{api.bindings.http.url}", (string?)variables["API_HTTP"]);
    }

    [Fact]
    public async Task A_resource_excluded_from_the_manifest_is_not_in_it()
    {
        var builder = Builder(_folder.FullName);
        builder.AddProject("worker", Project("worker", applicationUrl: null));
        builder.AddProject("demo", Project("demo", applicationUrl: null)).ExcludeFromManifest();

        var resources = Resources(await PublishAsync(builder, Path.Combine(_folder.FullName, "aspire-manifest.json")));

        Assert.Equal(["worker"], resources.Select(resource => resource.Key));
    }

    [Fact]
    public async Task An_output_path_without_the_ending_of_a_json_file_is_a_folder_and_is_made()
    {
        var folder = Path.Combine(_folder.FullName, "deployment", "today");
        var builder = Builder(folder);
        builder.AddProject("worker", Project("worker", applicationUrl: null));

        var resources = Resources(await PublishAsync(builder, Path.Combine(folder, "aspire-manifest.json")));

        Assert.Equal("../../worker/worker.csproj", (string?)resources["worker"]!["path"]);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    private static IDistributedApplicationBuilder Builder(string output) =>
        DistributedApplication.CreateBuilder(["--publisher", "manifest", "--output-path", output]);

    private static async Task<string> PublishAsync(IDistributedApplicationBuilder builder, string file)
    {
        await using var application = builder.Build();
        await application.RunAsync();
        return await File.ReadAllTextAsync(file);
    }

    private static JsonObject Resources(string manifest) => JsonNode.Parse(manifest)!["resources"]!.AsObject();

    private string Project(string name, string? applicationUrl)
    {
        var folder = _folder.CreateSubdirectory(name);
        var file = Path.Combine(folder.FullName, $"{name}.csproj");
        File.WriteAllText(file, """<Project Sdk="Microsoft.NET.Sdk" />""");
        if (applicationUrl is not null)
        {
            var profile = new JsonObject { ["commandName"] = "Project", ["applicationUrl"] = applicationUrl };
            var settings = new JsonObject { ["profiles"] = new JsonObject { ["http"] = profile } };
            var properties = folder.CreateSubdirectory("Properties").FullName;
            File.WriteAllText(Path.Combine(properties, "launchSettings.json"), settings.ToJsonString());
        }
        return file;
    }
}
