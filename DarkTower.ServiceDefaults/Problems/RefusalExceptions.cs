using Polly;

namespace DarkTower.ServiceDefaults;

/// <summary>A store or service this one needs did not answer. Becomes 503 <c>dependency-unavailable</c> with Retry-After.</summary>
/// <param name="dependency">Its resource name; goes to the log, not to the caller.</param>
/// <param name="innerException">What the client library said.</param>
public sealed class DependencyUnavailableException(string dependency, Exception? innerException = null)
    : Exception($"{dependency} does not answer.", innerException);

/// <summary>A limit on concurrent work is reached. Becomes 503 <c>overloaded</c> with Retry-After.</summary>
/// <param name="limit">Which limit; goes to the log, not to the caller.</param>
public sealed class OverloadedException(string limit) : ExecutionRejectedException($"{limit} is at its limit.");

/// <summary>The request used up the time it may take.</summary>
internal sealed class RequestTimeoutException(Exception innerException) : Exception("The request took longer than it may.", innerException);

/// <summary>A part of the request that is no field of its body is wrong. Becomes 400 <c>invalid-request</c>.</summary>
/// <param name="field">The header or parameter.</param>
/// <param name="fault">What is wrong with it.</param>
public sealed class InvalidRequestException(string field, string fault) : Exception($"{field} {fault}.")
{
    internal IReadOnlyDictionary<string, string[]> Errors { get; } = new Dictionary<string, string[]> { [field] = [fault] };
}
