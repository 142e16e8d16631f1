using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// The manifest of one model: its resources in their order, then what they refer to without being in the model, then helper values.
/// </summary>
internal sealed class ManifestDocument(
    Utf8JsonWriter json, DistributedApplicationExecutionContext execution, string folder, CancellationToken cancellationToken)
{
    private readonly ManifestReferences _references = new();

    public async Task WriteAsync(DistributedApplicationModel model)
    {
        var bodies = new ManifestBodies(json, new ManifestValues(json, _references, execution, cancellationToken), folder);
        _references.Reserve(model.Resources.Select(resource => resource.Name));

        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteAsync(resource, bodies);
        }
        foreach (var resource in _references.OutsideOf(model.Resources))
        {
            await WriteAsync(resource, bodies);
        }
        foreach (var parameter in _references.EncodedParameters())
        {
            WriteEncodings(parameter);
        }
        foreach (var condition in _references.Conditions)
        {
            json.WriteStartObject(condition.Name!);
            json.WriteString("type", "value.v0");
            json.WriteString("connectionString", await condition.GetValueAsync(cancellationToken) ?? "");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteAsync(IResource resource, ManifestBodies bodies)
    {
        var own = resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().LastOrDefault();
        if (own is { Callback: null })
        {
            return;
        }

        json.WriteStartObject(resource.Name);
        await (own?.Callback?.Invoke(new ManifestPublishingContext(json)) ?? bodies.WriteAsync(resource));
        json.WriteEndObject();
        if (resource is ParameterResource parameter)
        {
            WriteEncodings(parameter);
        }
    }

    private void WriteEncodings(ParameterResource parameter)
    {
        foreach (var (format, name) in _references.TakeEncodings(parameter))
        {
            json.WriteStartObject(name);
            json.WriteString("type", "annotated.string");
            json.WriteString("value", parameter.ValueExpression);
            json.WriteString("filter", format);
            json.WriteEndObject();
        }
    }
}
