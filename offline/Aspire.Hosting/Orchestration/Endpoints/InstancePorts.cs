namespace Aspire.Hosting.Orchestration.Endpoints;

/// <summary>The ports one instance listens on: what a target port means while its environment and arguments are made.</summary>
internal static class InstancePorts
{
    private static readonly AsyncLocal<IReadOnlyDictionary<EndpointAnnotation, int>?> Ambient = new();

    public static IReadOnlyDictionary<EndpointAnnotation, int>? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }
}
