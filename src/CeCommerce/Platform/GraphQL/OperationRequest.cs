using GraphQL;

namespace CeCommerce.Platform.GraphQL;

/// <summary>One GraphQL request, whichever transport brought it.</summary>
internal sealed record OperationRequest(string? Query, string? DocumentId, string? OperationName, Inputs Variables);
