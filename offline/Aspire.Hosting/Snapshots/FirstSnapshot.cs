using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

internal static class FirstSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource)
    {
        var given = resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot;
        var snapshot = given ?? new CustomResourceSnapshot { ResourceType = TypeOf(resource), Properties = [] };
        return snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
            Relationships = [.. snapshot.Relationships, .. Relationships(resource)],
            HealthReports = Health(resource),
            Properties = [.. snapshot.Properties, .. Known(resource)],
        };
    }

    /// <summary>The reports before any check has run.</summary>
    public static ImmutableArray<HealthReportSnapshot> Health(IResource resource) =>
        [.. resource.HealthCheckKeys().Select(key => new HealthReportSnapshot(key, null, null, null))];

    /// <summary>The checks of the resource and of its parents.</summary>
    public static IEnumerable<string> HealthCheckKeys(this IResource resource)
    {
        var own = resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => h.Key);
        return resource is IResourceWithParent { Parent: var parent } ? own.Concat(parent.HealthCheckKeys()).Distinct() : own;
    }

    private static IEnumerable<ResourcePropertySnapshot> Known(IResource resource)
    {
        var parent = (resource as IResourceWithParent)?.Parent
            ?? resource.Annotations.OfType<ResourceRelationshipAnnotation>().LastOrDefault(r => r.Type == RelationshipTypes.Parent)?.Resource;
        if (parent is not null)
        {
            yield return new("resource.parentName", parent.GetResolvedResourceNames()[0]);
        }

        if (resource.Annotations.OfType<IProjectMetadata>().LastOrDefault() is { } project)
        {
            yield return new("project.path", project.ProjectPath);
        }
    }

    private static IEnumerable<RelationshipSnapshot> Relationships(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
        return resource is IResourceWithParent { Parent: var parent }
            ? declared.Append(new RelationshipSnapshot(parent.Name, RelationshipTypes.Parent)).Distinct()
            : declared.Distinct();
    }

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ExecutableResource => "Executable",
        ContainerResource => "Container",
        IResourceWithConnectionString and ParameterResource or ConnectionStringResource => "ConnectionString",
        ParameterResource => "Parameter",
        _ => resource.GetType().Name,
    };
}
