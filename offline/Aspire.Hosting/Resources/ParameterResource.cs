namespace Aspire.Hosting.ApplicationModel;

public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        _value = new(() => callback(Default), LazyThreadSafetyMode.ExecutionAndPublication);
        Secret = secret;
    }

    public bool Secret { get; }

    public bool IsConnectionString { get; set; }

    public string? Description { get; set; }

    public ParameterDefault? Default { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>
    /// While the application runs: the outcome of looking for the value. A missing one never comes when the dashboard is on, as with the
    /// real one.
    /// </summary>
    internal TaskCompletionSource<string>? Found { get; set; }

    internal string Resolve() => _value.Value;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        Found is null ? Resolve() : await Found.Task.WaitAsync(cancellationToken);
}
