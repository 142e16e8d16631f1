using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>The bindings of a resource, with the ports a deployment must know and none it may choose itself.</summary>
internal sealed class ManifestBindings(Utf8JsonWriter json)
{
    private const int FirstInventedPort = 8000;
    private readonly HashSet<int> _ports = [];

    public void Write(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
        {
            return;
        }

        var defaultSchemes = new HashSet<string>();
        json.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            var isHttp = endpoint.UriScheme is "http" or "https";
            var isDefault = resource is ProjectResource && isHttp && defaultSchemes.Add(endpoint.UriScheme);
            var target = endpoint.TargetPort ?? (resource is ContainerResource ? endpoint.Port : null) ?? (isDefault ? null : InventPort());
            Use(target);
            Use(endpoint.Port);

            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            json.WriteString("transport", endpoint.Transport);
            if (endpoint.Port is { } port && port != target)
            {
                json.WriteNumber("port", port);
            }
            if (target is { } number)
            {
                json.WriteNumber("targetPort", number);
            }
            if (endpoint.IsExternal)
            {
                json.WriteBoolean("external", true);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private int InventPort()
    {
        var port = FirstInventedPort;
        while (_ports.Contains(port))
        {
            port++;
        }
        return port;
    }

    private void Use(int? port)
    {
        if (port is { } number)
        {
            _ports.Add(number);
        }
    }
}
