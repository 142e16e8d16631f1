using System.Security.Cryptography;
using Aspire.Hosting.Orchestration.Endpoints;

namespace Aspire.Hosting.Orchestration;

/// <summary>The instances of all resources that run as processes, in the order they were started.</summary>
internal sealed class Instances(
    ChildStarts starts, ResourceNotificationService notifications, IDistributedApplicationEventing eventing,
    ResourceLoggerService logs, IServiceProvider services)
{
    private const string SuffixLetters = "abcdefghjkmnpqrstuvwxyz";

    private readonly Dictionary<string, Instance> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private readonly List<Instance> _started = [];
    private volatile bool _stopped;

    public bool Has(IResource resource) => resource is ExecutableResource or ProjectResource;

    public void Add(IResource resource, EndpointAllocation allocation, ICollection<TcpProxy> proxies)
    {
        if (!Has(resource))
        {
            return;
        }

        var count = resource.GetReplicaCount();
        var ids = Enumerable.Range(0, count).Select(_ => $"{resource.Name}-{RandomNumberGenerator.GetString(SuffixLetters, 8)}").ToArray();
        resource.Annotations.Add(new ResourceInstancesAnnotation(ids));
        LifecycleCommands.Add(resource, this);
        foreach (var (id, ports) in ids.Zip(allocation.Allocate(resource, count, proxies)))
        {
            _byId[id] = new Instance(resource, id, ports, starts, notifications, eventing, logs, services);
        }
    }

    public Task StartAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.GetResolvedResourceNames().Select(id => StartAsync(id, cancellationToken)));

    public async Task StartAsync(string id, CancellationToken cancellationToken)
    {
        var instance = _byId[id];
        await instance.StartAsync(cancellationToken);
        lock (_lock)
        {
            _started.Remove(instance);
            _started.Add(instance);
        }

        if (_stopped)
        {
            await instance.StopAsync();
        }
    }

    public void ForceStart(string id) => _byId[id].ForceStart();

    public Task StopAsync(string id) => _byId[id].StopAsync();

    /// <summary>Last started, first stopped; the replicas of a resource together.</summary>
    public async Task StopAllAsync()
    {
        _stopped = true;
        Instance[] started;
        lock (_lock)
        {
            started = [.. _started];
        }

        foreach (var resource in started.Reverse().Select(i => i.Resource).Distinct())
        {
            await Task.WhenAll(started.Where(i => i.Resource == resource).Select(i => i.StopAsync()));
        }
    }
}
