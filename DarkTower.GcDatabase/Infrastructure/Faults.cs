using System.Net;
using System.Net.Sockets;
using System.Text;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>Collects what is wrong with a request, so that all of it is answered together.</summary>
internal sealed class Faults
{
    private readonly SortedDictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public ProblemHttpResult ToProblem() => Problem.Invalid(_errors);

    public void Add(string field, string fault) => _errors[field] = [.. _errors.GetValueOrDefault(field, []), fault];

    /// <summary>Length is in code points, as the database counts.</summary>
    public void Text(string field, string? value, int max, bool required = true, int min = 1)
    {
        if (value is null)
        {
            if (required) Add(field, "is missing");
            return;
        }
        var length = value.EnumerateRunes().Count();
        if (length < min || length > max) Add(field, $"must have {min} to {max} characters");
        else if (string.IsNullOrWhiteSpace(value)) Add(field, "must not be blank");
        if (value.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar))
            Add(field, "must not hold control characters");
    }

    public void Range(string field, int? value, int min, int max)
    {
        if (value < min || value > max) Add(field, $"must be from {min} to {max}");
    }

    public void OneOf(string field, string? value, string[] allowed, bool required = true)
    {
        if (value is null ? required : !allowed.Contains(value, StringComparer.Ordinal))
            Add(field, $"must be one of {string.Join(", ", allowed)}");
    }

    /// <summary>An address alone: the framework's parser also takes ports, zones and plain numbers for one.</summary>
    public IPAddress? Address(string field, string? value)
    {
        if (value is null) return null;
        if (IPAddress.TryParse(value, out var address) && value.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == value))
            return address;
        Add(field, "is not an IP address");
        return null;
    }
}
