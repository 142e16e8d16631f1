namespace Aspire.Hosting.ApplicationModel;

internal static class CommandStates
{
    /// <summary>The resource's commands with the state each has in this snapshot.</summary>
    public static CustomResourceSnapshot Update(CustomResourceSnapshot snapshot, IResource resource, IServiceProvider services)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, Services = services };
        var commands = resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
            command.Name, command.UpdateState(context), command.DisplayName, command.DisplayDescription, null,
            command.ConfirmationMessage, command.IconName, command.IconVariant, command.IsHighlighted)).ToArray();
        return commands.SequenceEqual(snapshot.Commands) ? snapshot : snapshot with { Commands = [.. commands] };
    }
}
