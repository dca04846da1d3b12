using CeCommerce.Platform.GraphQL.Documents;
using GraphQL;

namespace CeCommerce.Platform.GraphQL;

/// <summary>One GraphQL request, whichever transport brought it.</summary>
internal sealed record OperationRequest(string? Query, string? DocumentId, string? OperationName, Inputs Variables)
{
    public string? Query { get; private set; } = Query;

    public Inputs Variables { get; private set; } = Variables;

    /// <summary>Bytes of JSON that it came in, as a measure of what it takes in memory.</summary>
    public int Size { get; init; }

    /// <summary>Lets go of the text and of unknown variables: a subscription's request stands on a stack as long as the subscription lives.</summary>
    public void KeepOnly(PreparedOperation operation) => (Query, Variables) = (null, operation.Declared(Variables));
}
