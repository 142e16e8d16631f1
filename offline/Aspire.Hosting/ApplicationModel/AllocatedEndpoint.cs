namespace Aspire.Hosting.ApplicationModel;

public class AllocatedEndpoint
{
    internal AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, int targetPort)
    {
        Endpoint = endpoint;
        Address = address;
        Port = port;
        TargetPort = targetPort;
    }

    public EndpointAnnotation Endpoint { get; }

    public string Address { get; }

    public int Port { get; }

    public string UriScheme => Endpoint.UriScheme;

    public string EndPointString => $"{Address}:{Port}";

    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <summary>Where the (first) process listens; the same as <see cref="Port" /> unless replicas stand behind a proxy.</summary>
    internal int TargetPort { get; }

    public override string ToString() => UriString;
}
