using GraphQL;

namespace CeCommerce.Platform.GraphQL;

/// <summary>One GraphQL request, whichever transport brought it.</summary>
internal sealed record OperationRequest(string? Query, string? DocumentId, string? OperationName, Inputs Variables)
{
    /// <summary>Bytes of JSON that it came in, as a measure of what it takes in memory.</summary>
    public int Size { get; init; }
}
