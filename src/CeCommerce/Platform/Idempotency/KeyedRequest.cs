namespace CeCommerce.Platform.Idempotency;

/// <summary>A request with an idempotency key.</summary>
/// <param name="Content">All that makes a second request with the same key the same request.</param>
internal sealed record KeyedRequest(Caller Caller, string Operation, string Key, object Content)
{
    /// <summary>Whether it waits for the caller's earlier requests of this kind, and later ones for it: for what counts before it takes.</summary>
    public bool OneByOne { get; init; }
}
