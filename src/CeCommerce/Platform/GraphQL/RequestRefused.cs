using GraphQL;

namespace CeCommerce.Platform.GraphQL;

/// <summary>Nothing was executed: the request, its document or its caller is at fault. Carries what the transport should answer.</summary>
internal sealed class RequestRefused(IReadOnlyList<ExecutionError> errors) : Exception("The request was refused.")
{
    public RequestRefused(RequestFault fault)
        : this([fault]) =>
        (HttpStatus, RetryAfterSeconds) = (fault.HttpStatus, fault.RetryAfterSeconds);

    public IReadOnlyList<ExecutionError> Errors => errors;

    /// <summary>Null for faults of the GraphQL document itself, whose status depends on the media type.</summary>
    public int? HttpStatus { get; init; }

    public int? RetryAfterSeconds { get; }
}
