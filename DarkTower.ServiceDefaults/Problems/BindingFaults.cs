using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// Says which part of a request could not be read. The framework's own texts name .NET types, so only names of fields are taken from them.
/// </summary>
internal static partial class BindingFaults
{
    public static ProblemHttpResult Of(BadHttpRequestException exception)
    {
        var errors = exception.InnerException is JsonException json ? OfJson(json) : OfParameter(exception.Message);
        return Problem.Invalid(errors);
    }

    private static Dictionary<string, string[]> OfJson(JsonException json)
    {
        var field = Field(json.Path);
        if (json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return One(field, "is not known here");
        if (json.Message.StartsWith("Duplicate property", StringComparison.Ordinal))
            return One(field, "is given twice");
        if (json.InnerException is JsonException) // the reader's: the text is not JSON at all
            return One("body", $"is not JSON (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1})");

        var missing = json.Message.IndexOf("required properties including:", StringComparison.Ordinal);
        if (missing >= 0)
            return Quoted().Matches(json.Message[missing..]).ToDictionary(match => match.Groups[1].Value, _ => new[] { "is required" });
        return One(field, "has a value of the wrong type");
    }

    private static Dictionary<string, string[]> OfParameter(string message)
    {
        if (message.Contains("body", StringComparison.Ordinal))
            return One("body", "is required");
        var name = Parameter().Match(message) is { Success: true } match
            ? JsonNamingPolicy.CamelCase.ConvertName(match.Groups[1].Value)
            : "request";
        return One(name, message.StartsWith("Required", StringComparison.Ordinal) ? "is required" : "is not a valid value");
    }

    private static string Field(string? path) =>
        path is null or "$" ? "body" : path.StartsWith("$.", StringComparison.Ordinal) ? Shortened(path[2..]) : Shortened(path[1..]);

    private static string Shortened(string name) => name.Length <= 100 ? name : name[..100];

    private static Dictionary<string, string[]> One(string field, string fault) => new() { [field] = [fault] };

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("parameter \"(?:[^\"]* )?(\\w+)\"")]
    private static partial Regex Parameter();
}
