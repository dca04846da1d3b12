namespace CeCommerce.Payments.Webhooks;

/// <summary>A webhook as it came in; its event id is unique, so a second delivery finds it here.</summary>
public sealed class InboundWebhook
{
    public required string Gateway { get; init; }

    /// <summary>The processor's id of the event.</summary>
    public required string EventId { get; init; }

    public required string Kind { get; init; }

    /// <summary>Our reference: what to read again at the processor.</summary>
    public required string Reference { get; init; }

    /// <summary>The processor's account that it is about, where we have several; null for our own.</summary>
    public string? Account { get; init; }

    /// <summary>The body as it was signed; null of webhooks from before it was kept. It may name people, and is forgotten with the row.</summary>
    public byte[]? Payload { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it is processed, or tried again, unless somebody is done with it by then.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How often its processing was begun after the delivery itself.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }
}
