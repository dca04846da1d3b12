namespace CeCommerce.Orders.Messages;

/// <summary>What to write about which order.</summary>
internal sealed record SendOrderMessageInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Plain text, at most 2,000 characters; of control characters only line breaks (LF).</summary>
    public required string Text { get; init; }

    /// <summary>The `sha256` of photos that were sent to `POST /orders/{orderId}/photos`, at most 10.</summary>
    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>A fresh key for each new message; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>What was read.</summary>
internal sealed record MarkOrderMessagesReadInput
{
    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Number of the last message that was read.</summary>
    public required int UpTo { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
