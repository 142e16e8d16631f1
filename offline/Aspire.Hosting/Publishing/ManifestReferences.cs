using System.Globalization;

namespace Aspire.Hosting.Publishing;

/// <summary>What the values of a manifest refer to, and the helper entries they need.</summary>
internal sealed class ManifestReferences
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IResource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ParameterResource, Dictionary<string, string>> _encodings = [];
    private readonly Dictionary<string, ReferenceExpression> _conditions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<object> _underway = [];

    /// <summary>Values that depend on a condition; each is an entry of its own.</summary>
    public IEnumerable<ReferenceExpression> Conditions => _conditions.Values;

    public void Reserve(IEnumerable<string> names) => _names.UnionWith(names);

    public IReadOnlyList<IResource> OutsideOf(IEnumerable<IResource> model) =>
        [.. _resources.Values.ExceptBy(model.Select(known => known.Name), resource => resource.Name, StringComparer.OrdinalIgnoreCase)];

    public IReadOnlyList<ParameterResource> EncodedParameters() => [.. _encodings.Keys];

    /// <summary>The encodings of a parameter that are not written yet, as format and entry name.</summary>
    public IReadOnlyDictionary<string, string> TakeEncodings(ParameterResource parameter) =>
        _encodings.Remove(parameter, out var names) ? names : new Dictionary<string, string>();

    public void Add(object? value)
    {
        if (value is ReferenceExpression expression)
        {
            AddEncodings(expression);
            AddConditions(expression);
        }

        if (value is IResource resource)
        {
            if (_resources.TryAdd(resource.Name, resource))
            {
                _names.Add(resource.Name);
            }
        }
        else if (value is IValueWithReferences source && _underway.Add(value))
        {
            foreach (var reference in source.References)
            {
                Add(reference);
            }
            _underway.Remove(value);
        }
    }

    /// <summary>The expression with references as the manifest writes them; an encoded parameter is a reference to its own entry.</summary>
    public string TextOf(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            return expression.ValueExpression;
        }

        var parts = expression.ManifestExpressions.Select((part, i) =>
            expression.StringFormats[i] is { Length: > 0 } format && ParameterOf(expression.ValueProviders[i]) is { } parameter
                ? $"{{{NameOf(parameter, format)}.value}}"
                : part);
        return string.Format(CultureInfo.InvariantCulture, expression.Format, [.. parts]);
    }

    private void AddEncodings(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            AddEncodings(expression.WhenTrue!);
            AddEncodings(expression.WhenFalse!);
            return;
        }

        foreach (var (provider, format) in expression.ValueProviders.Zip(expression.StringFormats))
        {
            if (!string.IsNullOrEmpty(format) && ParameterOf(provider) is { } parameter)
            {
                NameOf(parameter, format);
            }
        }
    }

    private void AddConditions(ReferenceExpression expression)
    {
        var parts = expression.ValueProviders.OfType<ReferenceExpression>().Prepend(expression);
        foreach (var condition in parts.Where(part => part.IsConditional))
        {
            if (_conditions.TryAdd(condition.Name!, condition))
            {
                _names.Add(condition.Name!);
            }
        }
    }

    private string NameOf(ParameterResource parameter, string format)
    {
        if (!_encodings.TryGetValue(parameter, out var names))
        {
            _encodings[parameter] = names = [];
        }
        if (!names.TryGetValue(format, out var name))
        {
            var wanted = name = $"{parameter.Name}-{format}-encoded";
            for (var i = 1; !_names.Add(name); i++)
            {
                name = $"{wanted}-{i}";
            }
            names[format] = name;
        }
        return name;
    }

    private static ParameterResource? ParameterOf(object provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource parameter] } => parameter,
        _ => null,
    };
}
