using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.Orchestration.Endpoints;
using Aspire.Hosting.Orchestration.Processes;
using Aspire.Hosting.Orchestration.Projects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Makes the command line and environment of an instance.</summary>
internal sealed class ChildStarts(
    DistributedApplicationExecutionContext context, IDistributedApplicationBuilder builder, DashboardSettings dashboard,
    ResourceLoggerService logs)
{
    // What was meant for the AppHost and would tell a child something wrong, or more than it was given.
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_", "ASPIRE_", "OTEL_", "Parameters__", "ConnectionStrings__",
        "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "DOTNET_URLS",
    ];

    public async Task<ChildStart> MakeAsync(
        IResource resource, string id, IReadOnlyDictionary<EndpointAnnotation, int> ports, CancellationToken cancellationToken)
    {
        InstancePorts.Current = ports;
        var own = await EnvironmentAsync(resource, id, cancellationToken);
        var arguments = await ArgumentsAsync(resource, cancellationToken);
        var environment = Inherited();
        foreach (var (name, value) in own)
        {
            environment[name] = value;
        }

        var log = logs.Of(id);
        return resource switch
        {
            ExecutableResource executable => new()
            {
                Command = executable.Command,
                WorkingDirectory = executable.WorkingDirectory,
                Arguments = arguments,
                Environment = environment,
                Own = own,
                Output = log.Add,
            },
            _ => new()
            {
                Command = ProjectCommand.Dotnet,
                WorkingDirectory = Path.GetDirectoryName(Project(resource).ProjectPath)!,
                Arguments = [ProjectCommand.Assembly(Project(resource), builder.AppHostAssembly), .. arguments],
                Environment = environment,
                Own = own,
                Output = log.Add,
            },
        };
    }

    public ImmutableArray<EnvironmentVariableSnapshot> Shown(ChildStart start) =>
        [.. start.Own.OrderBy(v => v.Key, StringComparer.Ordinal).Select(
            v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))];

    public ImmutableArray<ResourcePropertySnapshot> Properties(
        ImmutableArray<ResourcePropertySnapshot> properties, IResource resource, ChildStart start, int processId)
    {
        properties = properties
            .With("executable.path", start.Command)
            .With("executable.workDir", start.WorkingDirectory)
            .With("executable.args", start.Arguments.ToImmutableArray(), sensitive: true)
            .With("executable.pid", processId);
        return resource is ProjectResource
            ? properties.With("project.path", Project(resource).ProjectPath)
                .With("project.launchProfile", resource.Annotations.OfType<LaunchProfileAnnotation>().LastOrDefault()?.Name)
            : properties;
    }

    private static IProjectMetadata Project(IResource resource) => resource.Annotations.OfType<IProjectMetadata>().Last();

    private async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>();
        if (resource is ProjectResource)
        {
            ProjectEnvironment.Add(values, resource, id, dashboard, builder.Environment);
        }

        var callback = new EnvironmentCallbackContext(context, resource, values, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(callback);
        }

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in values)
        {
            if (await TextAsync(value, resource, cancellationToken) is { } text)
            {
                environment[name] = text;
            }
        }

        return environment;
    }

    private async Task<List<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var callback = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = context };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(callback);
        }

        var arguments = new List<string>();
        foreach (var value in callback.Args)
        {
            if (await TextAsync(value, resource, cancellationToken) is { } text)
            {
                arguments.Add(text);
            }
        }

        return arguments;
    }

    private async Task<string?> TextAsync(object value, IResource resource, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IValueProvider provider =>
            await provider.GetValueAsync(new ValueProviderContext { ExecutionContext = context, Caller = resource }, cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, string> Inherited() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => (Name: (string)v.Key, Value: (string?)v.Value ?? ""))
            .Where(v => !NotInherited.Any(prefix => v.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(v => v.Name, v => v.Value);
}
