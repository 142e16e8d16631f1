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
            HealthReports = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(h => new HealthReportSnapshot(h.Key, null, null, null))],
            Properties = resource is IResourceWithParent { Parent: var parent }
                ? [.. snapshot.Properties, new("resource.parentName", parent.GetResolvedResourceNames()[0])]
                : snapshot.Properties,
        };
    }

    private static IEnumerable<RelationshipSnapshot> Relationships(IResource resource)
    {
        var declared = resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type));
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
