namespace Aspire.Hosting.ApplicationModel;

internal static class RelationshipTypes
{
    public const string Reference = "Reference";
    public const string WaitFor = "WaitFor";
    public const string Parent = "Parent";
}

internal static class References
{
    /// <summary>The resources a value is made of; a resource's own connection string is not looked into.</summary>
    public static IEnumerable<IResource> In(object value) => value switch
    {
        IResource resource => [resource],
        IValueWithReferences composed => composed.References.SelectMany(In).Distinct(),
        _ => [],
    };
}
