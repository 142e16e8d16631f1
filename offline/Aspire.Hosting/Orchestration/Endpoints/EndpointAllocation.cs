namespace Aspire.Hosting.Orchestration.Endpoints;

/// <summary>Gives every endpoint of a resource its address before anything starts, and each instance its own ports.</summary>
internal sealed class EndpointAllocation(IConfiguration configuration)
{
    private readonly bool _random = configuration.GetValue<bool>("DcpPublisher:RandomizePorts");
    private readonly HashSet<int> _taken = [];

    /// <summary>
    /// The ports of each instance; endpoints with several targets, or a target of their own, come back as proxies to be started.
    /// </summary>
    public IReadOnlyDictionary<EndpointAnnotation, int>[] Allocate(IResource resource, int instances, ICollection<TcpProxy> proxies)
    {
        var ports = Enumerable.Range(0, instances).Select(_ => new Dictionary<EndpointAnnotation, int>()).ToArray();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var isProxied = instances > 1 || (endpoint.IsProxied && endpoint.TargetPort is { } wanted && wanted != endpoint.Port);
            var port = Public(resource, endpoint, isProxied);
            foreach (var instance in ports)
            {
                instance[endpoint] = !isProxied ? port : instances == 1 ? endpoint.TargetPort!.Value : Ports.Free();
            }

            var targets = ports.Select(p => p[endpoint]).ToArray();
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, port, targets[0]);
            if (isProxied)
            {
                proxies.Add(new TcpProxy(port, targets));
            }
        }

        return ports;
    }

    private int Public(IResource resource, EndpointAnnotation endpoint, bool isProxied)
    {
        var wanted = endpoint.Port ?? (isProxied || endpoint.IsProxied ? null : endpoint.TargetPort);
        if (wanted is null || (_random && endpoint.IsProxied))
        {
            return Ports.Free();
        }

        if (Ports.IsFree(wanted.Value) && _taken.Add(wanted.Value))
        {
            return wanted.Value;
        }

        var port = Ports.Free();
        Console.WriteLine($"{resource.Name}: port {wanted} is taken, using {port}.");
        return port;
    }
}
