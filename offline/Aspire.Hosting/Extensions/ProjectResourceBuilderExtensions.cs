using System.Net.Sockets;
using Aspire.Hosting.Orchestration.Projects;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject(), configure);

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, options => Choose(options, launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, new ProjectAtPath(Path.GetFullPath(Path.Combine(builder.AppHostDirectory, projectPath))), _ => { });

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static void Choose(ProjectResourceOptions options, string? launchProfileName)
    {
        options.LaunchProfileName = launchProfileName;
        options.ExcludeLaunchProfile = launchProfileName is null;
    }

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata project, Action<ProjectResourceOptions> configure)
    {
        var options = new ProjectResourceOptions();
        configure(options);
        var profile = LaunchProfileAnnotation.Choose(project, options, builder.Configuration);
        var resource = builder.AddResource(new ProjectResource(name)).WithAnnotation(project);
        if (builder.ExecutionContext.IsPublishMode)
        {
            PublishedProject.Describe(resource, hasApplicationUrl: !string.IsNullOrEmpty(profile?.Profile.ApplicationUrl));
            return resource;
        }

        if (profile is null)
        {
            return resource;
        }

        resource.WithAnnotation(profile);
        foreach (var url in (profile.Profile.ApplicationUrl ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = new Uri(url.Replace("*", "localhost").Replace("+", "localhost"));
            if (!resource.Resource.Annotations.OfType<EndpointAnnotation>().Any(e => e.Name == address.Scheme))
            {
                resource.WithAnnotation(new EndpointAnnotation(
                    ProtocolType.Tcp, uriScheme: address.Scheme, port: address.Port) { FromLaunchProfile = true });
            }
        }

        return resource;
    }

    private sealed class ProjectAtPath(string path) : IProjectMetadata
    {
        public string ProjectPath => path;
    }
}
