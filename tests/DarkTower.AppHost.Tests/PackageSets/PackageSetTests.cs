using System.Diagnostics;
using System.Text.Json;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.PackageSets;

/// <summary>The build chooses its packages by what the registry carries. A folder feed plays the registry that has everything.</summary>
public sealed class PackageSetTests : IDisposable
{
    private const string Aspire = "13.5.4";
    private const string FluentMigrator = "8.0.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("darktower-packageset-").FullName;

    private string Clone => Path.Combine(_folder, "clone");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_registry_that_carries_the_real_packages_flips_the_set_by_itself()
    {
        await CloneAsync();
        await PlayTheRegistryAsync();

        var output = await DotnetAsync("build", "DarkTower.AppHost/DarkTower.AppHost.csproj");

        Assert.Contains("Package set: registry", output, StringComparison.Ordinal);
        Assert.Contains("<PackageSet>registry</PackageSet>", await File.ReadAllTextAsync(Path.Combine(Clone, "artifacts", "package-set.props")), StringComparison.Ordinal);
        Assert.Equal("package", await KindOfAsync("DarkTower.AppHost", $"Aspire.Hosting.PostgreSQL/{Aspire}"));
        Assert.Equal("package", await KindOfAsync("DarkTower.Migrator", $"FluentMigrator.Runner/{FluentMigrator}"));
        Assert.Equal("package", await KindOfAsync("DarkTower.McState", "StackExchange.Redis/2.13.23"));
    }

    [Fact]
    public async Task A_forced_set_is_taken_without_asking_and_remembered_nowhere()
    {
        await CloneAsync();

        var output = await DotnetAsync("restore", "DarkTower.Migrator/DarkTower.Migrator.csproj", "-p:PackageSet=offline");

        Assert.DoesNotContain("asking the registry", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Clone, "artifacts", "package-set.props")));
        Assert.Equal("project", await KindOfAsync("DarkTower.Migrator", "FluentMigrator.Runner/1.0.0"));
    }

    [Fact]
    public async Task An_unknown_set_is_refused_in_one_line()
    {
        await CloneAsync();

        var output = await DotnetAsync("build", "DarkTower.Migrator/DarkTower.Migrator.csproj", "-p:PackageSet=ofline");

        Assert.Contains("PackageSet is 'ofline'; it must be 'offline' or 'registry'.", output, StringComparison.Ordinal);
    }

    /// <summary>The files git knows or would add, in a folder without the choice made here.</summary>
    private async Task CloneAsync()
    {
        var list = await RunAsync("git", Repository.Root, [], "ls-files", "--cached", "--others", "--exclude-standard");
        foreach (var file in list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Repository.Root, f))))
        {
            var target = Path.Combine(Clone, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }
    }

    private async Task PlayTheRegistryAsync()
    {
        // The clone cannot be used to build them: an evaluation there would be the one that chooses.
        foreach (var project in (string[])["Aspire.Hosting.PostgreSQL", "Aspire.Hosting.Redis", "Aspire.Hosting.Testing", "Aspire.Npgsql", "FluentMigrator.Runner"])
        {
            await DotnetAsync("build", $"offline/{project}/{project}.csproj", "-p:PackageSet=offline");
        }

        var feed = new LocalFeed(Path.Combine(_folder, "feed"));
        feed.AddSdk("Aspire.AppHost.Sdk", Aspire,
            """<Project><PropertyGroup><IsAspireHost>true</IsAspireHost><_OwnSdk Condition="'$(UsingMicrosoftNETSdk)' == ''">true</_OwnSdk></PropertyGroup><Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" Condition="'$(_OwnSdk)' == 'true'" /></Project>""",
            $"""<Project><Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" Condition="'$(_OwnSdk)' == 'true'" /><Import Project="{Clone}/offline/Aspire.Hosting/build/AppHost.targets" Condition="'$(IsRegistryProbe)' != 'true'" /></Project>""");
        feed.Add("Aspire.Hosting", Aspire, StandIn("Aspire.Hosting"), ("Google.Protobuf", "3.25.1"));
        feed.Add("Aspire.Hosting.AppHost", Aspire, null, ("Aspire.Hosting", Aspire));
        foreach (var package in (string[])["Aspire.Hosting.PostgreSQL", "Aspire.Hosting.Redis", "Aspire.Hosting.Testing"])
        {
            feed.Add(package, Aspire, StandIn(package), ("Aspire.Hosting", Aspire));
        }

        feed.Add("Aspire.Npgsql", Aspire, StandIn("Aspire.Npgsql"), ("Npgsql", "10.0.0"));
        feed.Add("FluentMigrator", FluentMigrator, StandIn("FluentMigrator"));
        feed.Add("FluentMigrator.Runner", FluentMigrator, StandIn("FluentMigrator.Runner"), ("FluentMigrator", FluentMigrator), ("Npgsql", "10.0.0"));
        feed.Add("StackExchange.Redis", "2.13.23", typeof(StackExchange.Redis.IDatabase).Assembly.Location);

        // A package folder of its own: what is in the feed must not be left where this machine's other builds would find it.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="local" value="{_folder}/feed" /></packageSources>
              <config><add key="globalPackagesFolder" value="{_folder}/packages" /></config>
            </configuration>
            """);

        // A real registry may carry this one, with dependencies it lacks: taken from the feed alone, it is not asked for again.
        var seed = Path.Combine(_folder, "seed", "seed.csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(seed)!);
        await File.WriteAllTextAsync(seed, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="StackExchange.Redis" Version="2.13.23" /></ItemGroup>
            </Project>
            """);
        await DotnetAsync("restore", seed, "--source", Path.Combine(_folder, "feed"));
    }

    private string StandIn(string name) => Path.Combine(Clone, "offline", name, "bin", "Debug", "net10.0", name + ".dll");

    private async Task<string> KindOfAsync(string project, string library)
    {
        var assets = await File.ReadAllTextAsync(Path.Combine(Clone, project, "obj", "project.assets.json"));
        using var json = JsonDocument.Parse(assets);
        return json.RootElement.GetProperty("libraries").TryGetProperty(library, out var found)
            ? found.GetProperty("type").GetString()!
            : $"no {library} in {string.Join(", ", json.RootElement.GetProperty("libraries").EnumerateObject().Select(l => l.Name))}";
    }

    private async Task<string> DotnetAsync(params string[] arguments) => (await RunAsync("dotnet", Clone,
        new() { ["MSBUILDDISABLENODEREUSE"] = "1", ["NUGET_PACKAGES"] = "" }, arguments)).Output;

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name); // The test runner's own build settings are not a newcomer's.
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value.Length == 0 ? null : value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
