using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>What stands inside the object of a resource, by the kind of the resource.</summary>
internal sealed class ManifestBodies(Utf8JsonWriter json, ManifestValues values, string folder)
{
    private readonly ManifestBindings _bindings = new(json);

    public Task WriteAsync(IResource resource) => resource switch
    {
        ContainerResource container => WriteContainerAsync(container),
        ProjectResource project => WriteProjectAsync(project),
        ExecutableResource executable => WriteExecutableAsync(executable),
        ParameterResource parameter => WriteParameterAsync(parameter),
        IResourceWithConnectionString value => WriteValueAsync(value),
        _ => WriteUnknownAsync(resource),
    };

    private async Task WriteContainerAsync(ContainerResource container)
    {
        json.WriteString("type", "container.v0");
        values.WriteConnectionString(container);
        json.WriteString("image", ImageOf(container));
        if (container.Entrypoint is { } entrypoint)
        {
            json.WriteString("entrypoint", entrypoint);
        }
        await values.WriteArgumentsAsync(container);
        WriteMounts("bindMounts", ContainerMountType.BindMount, container);
        WriteMounts("volumes", ContainerMountType.Volume, container);
        await values.WriteEnvironmentAsync(container);
        _bindings.Write(container);
    }

    private async Task WriteProjectAsync(ProjectResource project)
    {
        json.WriteString("type", "project.v0");
        json.WriteString("path", RelativePath(project.Annotations.OfType<IProjectMetadata>().Single().ProjectPath));
        await values.WriteArgumentsAsync(project);
        await values.WriteEnvironmentAsync(project);
        _bindings.Write(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        json.WriteString("type", "executable.v0");
        values.WriteConnectionString(executable);
        json.WriteString("workingDirectory", RelativePath(executable.WorkingDirectory));
        json.WriteString("command", executable.Command);
        await values.WriteArgumentsAsync(executable);
        await values.WriteEnvironmentAsync(executable);
        _bindings.Write(executable);
    }

    private Task WriteParameterAsync(ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            json.WriteString("connectionString", parameter.ValueExpression);
        }
        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
        {
            json.WriteBoolean("secret", true);
        }
        if (parameter.Default is { } rule)
        {
            json.WriteStartObject("default");
            rule.WriteToManifest(new ManifestPublishingContext(json));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        return Task.CompletedTask;
    }

    private Task WriteValueAsync(IResourceWithConnectionString value)
    {
        json.WriteString("type", "value.v0");
        values.WriteConnectionString(value);
        return Task.CompletedTask;
    }

    private Task WriteUnknownAsync(IResource resource)
    {
        json.WriteString("error", $"The manifest has no form for a {resource.GetType().Name}.");
        return Task.CompletedTask;
    }

    private void WriteMounts(string property, ContainerMountType type, ContainerResource container)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == type).ToList();
        if (mounts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(property);
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            if (type == ContainerMountType.BindMount)
            {
                json.WriteString("source", RelativePath(mount.Source!));
            }
            else if (mount.Source is { } name)
            {
                json.WriteString("name", name);
            }
            json.WriteString("target", mount.Target.Replace('\\', '/'));
            json.WriteBoolean("readOnly", mount.IsReadOnly);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string ImageOf(ContainerResource container)
    {
        var image = container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
            ?? throw new DistributedApplicationException($"The container resource '{container.Name}' has no image.");
        var registry = string.IsNullOrEmpty(image.Registry) ? "" : $"{image.Registry}/";
        var tag = string.IsNullOrEmpty(image.Tag) ? "" : $":{image.Tag}";
        return registry + image.Image + tag;
    }

    private string RelativePath(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
