using Aspire.Hosting;

namespace DarkTower.AppHost.Tests.Hosting;

/// <summary>This test project as a project resource: <see cref="ChildProgram" /> makes it a web server.</summary>
internal sealed class WebProject : IProjectMetadata
{
    // bin/<configuration>/<framework>/ is where the tests run.
    public string ProjectPath { get; } = Directory.GetFiles(
        Path.Combine(AppContext.BaseDirectory, "..", "..", ".."), "*.csproj").Select(Path.GetFullPath).Single();

    public LaunchSettings? LaunchSettings { get; } = new()
    {
        Profiles = new()
        {
            ["web"] = new()
            {
                CommandName = "Project",
                ApplicationUrl = "http://localhost:5990",
                EnvironmentVariables = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", [ChildProgram.Role] = ChildProgram.Web },
            },
        },
    };
}
