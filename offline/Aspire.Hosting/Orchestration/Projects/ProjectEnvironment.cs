namespace Aspire.Hosting.Orchestration.Projects;

/// <summary>What a project is told besides what the AppHost's code says: the variables the real one injects, by the same names.</summary>
internal static class ProjectEnvironment
{
    public static void Add(
        IDictionary<string, object> values, IResource resource, string id, DashboardSettings dashboard, IHostEnvironment host)
    {
        if (resource.Annotations.OfType<LaunchProfileAnnotation>().LastOrDefault() is { } launch)
        {
            values["DOTNET_LAUNCH_PROFILE"] = launch.Name;
            foreach (var (name, value) in launch.Profile.EnvironmentVariables)
            {
                values[name] = Environment.ExpandEnvironmentVariables(value);
            }
        }

        values["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        values["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        AddTelemetry(values, resource, id, dashboard, host);
        AddUrls(values, resource);
    }

    private static void AddTelemetry(
        IDictionary<string, object> values, IResource resource, string id, DashboardSettings dashboard, IHostEnvironment host)
    {
        values["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        values["OTEL_SERVICE_NAME"] = resource.Name;
        values["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={id[(resource.Name.Length + 1)..]}";
        if (dashboard.Enabled)
        {
            values["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard.OtlpUrl;
            values["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            values["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={dashboard.OtlpApiKey}";
        }

        if (!host.IsDevelopment())
        {
            return;
        }

        // A developer wants to see it now and all of it.
        values["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        values["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        values["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        values["OTEL_TRACES_SAMPLER"] = "always_on";
        values["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        values["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        values["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        values["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
    }

    private static void AddUrls(IDictionary<string, object> values, IResource resource)
    {
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.UriScheme is "http" or "https" && e.TargetPortEnvironmentVariable is null))
        {
            if (!urls.IsEmpty)
            {
                urls.AppendLiteral(";");
            }

            urls.AppendLiteral($"{endpoint.UriScheme}://{endpoint.TargetHost}:");
            urls.AppendFormatted(new EndpointReference((IResourceWithEndpoints)resource, endpoint).Property(EndpointProperty.TargetPort));
        }

        if (!urls.IsEmpty)
        {
            values["ASPNETCORE_URLS"] = urls.Build();
        }
    }
}
