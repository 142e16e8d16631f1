using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Infrastructure;

/// <summary>Collects what is wrong with a request, so that it is said all at once.</summary>
internal sealed class Faults
{
    private readonly Dictionary<string, string[]> _errors = [];

    public ProblemHttpResult? Problem => _errors.Count == 0 ? null : ServiceDefaults.Problem.Invalid(_errors);

    public void Check(bool holds, string field, string otherwise)
    {
        if (!holds) _errors.TryAdd(field, [otherwise]);
    }

    /// <summary>The id, or an empty text and a fault.</summary>
    public string Id(string field, string? text)
    {
        Check(CanonicalId.Is(text), field, "must be a uuid in its canonical form: 36 characters, lower case");
        return text ?? "";
    }

    public long Whole(string field, long? value, long least, long most)
    {
        Check(value >= least && value <= most, field, $"must be a whole number from {least} to {most}");
        return value ?? 0;
    }
}
