namespace Aspire.Hosting.Dashboard;

/// <summary>Ends a call with a status other than OK.</summary>
internal sealed class GrpcFailure(GrpcStatus status, string message) : Exception(message)
{
    public GrpcStatus Status { get; } = status;
}

/// <summary>The gRPC status codes this server answers with.</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
