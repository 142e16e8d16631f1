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
