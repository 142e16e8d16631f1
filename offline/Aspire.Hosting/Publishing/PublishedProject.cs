using System.Net.Sockets;

namespace Aspire.Hosting.Publishing;

/// <summary>What a published project gets in place of its launch profile: http and https without fixed ports, ports by variable.</summary>
internal static class PublishedProject
{
    public static void Describe(IResourceBuilder<ProjectResource> project, bool hasApplicationUrl)
    {
        var resource = project.Resource;
        EndpointAnnotation? defaultHttps = null;
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        project.WithEnvironment(context =>
        {
            if (resource.GetEndpoints().Any())
            {
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            }
            SetPorts(context, "HTTP_PORTS", resource.GetEndpoints().Where(endpoint => endpoint.Scheme == "http"));
            // Whoever terminates TLS in front of the container answers at the default https endpoint, not the container.
            var own = resource.GetEndpoints().Where(endpoint => endpoint.EndpointAnnotation != defaultHttps);
            SetPorts(context, "HTTPS_PORTS", own.Where(endpoint => endpoint.Scheme == "https"));
        });
        if (hasApplicationUrl)
        {
            defaultHttps = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "https");
            project.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http")).WithAnnotation(defaultHttps);
        }
    }

    private static void SetPorts(EnvironmentCallbackContext context, string variable, IEnumerable<EndpointReference> endpoints)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
        {
            if (!ports.IsEmpty)
            {
                ports.AppendLiteral(";");
            }
            ports.AppendFormatted(endpoint.Property(EndpointProperty.TargetPort));
        }
        if (!ports.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd(variable, ports.Build());
        }
    }
}
