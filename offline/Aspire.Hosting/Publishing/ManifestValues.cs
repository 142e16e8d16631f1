using System.Globalization;
using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>The values of a resource that may refer to other resources: connection string, arguments, environment.</summary>
internal sealed class ManifestValues(
    Utf8JsonWriter json, ManifestReferences references, DistributedApplicationExecutionContext execution,
    CancellationToken cancellationToken)
{
    public void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: { } expression })
        {
            json.WriteString("connectionString", TextOf(expression));
        }
    }

    public async Task WriteArgumentsAsync(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = execution };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }
        if (context.Args.Count == 0)
        {
            return;
        }

        json.WriteStartArray("args");
        foreach (var argument in context.Args)
        {
            json.WriteStringValue(TextOf(argument));
        }
        json.WriteEndArray();
    }

    public async Task WriteEnvironmentAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }
        if (context.EnvironmentVariables.Count == 0)
        {
            return;
        }

        json.WriteStartObject("env");
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            json.WriteString(name, TextOf(value));
        }
        json.WriteEndObject();
    }

    private string TextOf(object value)
    {
        references.Add(value);
        return value switch
        {
            ReferenceExpression expression => references.TextOf(expression),
            IResourceWithConnectionString source => $"{{{source.Name}.connectionString}}",
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }
}
