using System.Text.Json;

namespace Aspire.Hosting.Orchestration.Projects;

/// <summary>
/// The launch profile a project runs with: the one asked for, else one of the AppHost's own profile's name, else the first for projects.
/// </summary>
internal sealed record LaunchProfileAnnotation(string Name, LaunchProfile Profile) : IResourceAnnotation
{
    private static readonly JsonSerializerOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static LaunchProfileAnnotation? Choose(IProjectMetadata project, ProjectResourceOptions options, IConfiguration configuration)
    {
        if (options.ExcludeLaunchProfile || (project.LaunchSettings ?? Read(project)) is not { } settings)
        {
            return null;
        }

        if (options.LaunchProfileName is { } wanted)
        {
            return settings.Profiles.TryGetValue(wanted, out var asked) ? new(wanted, asked) : throw new DistributedApplicationException(
                $"The launch settings of {project.ProjectPath} have no profile '{wanted}'.");
        }

        var usual = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (usual is not null && settings.Profiles.TryGetValue(usual, out var same))
        {
            return new(usual, same);
        }

        return settings.Profiles.Where(
            p => p.Value.CommandName == "Project").Select(p => new LaunchProfileAnnotation(p.Key, p.Value)).FirstOrDefault();
    }

    private static LaunchSettings? Read(IProjectMetadata project)
    {
        var file = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "Properties", "launchSettings.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Lenient) : null;
    }
}
