namespace CeCommerce.Payments.Webhooks;

/// <summary>What a processor's webhook says: that there is news about a payment, and which delivery this is.</summary>
/// <param name="EventId">The processor's id of the event.</param>
/// <param name="Reference">Our reference of the payment, or the processor's own name of the charge; of things that belong to no payment, whatever they are called.</param>
/// <param name="Account">The processor's account that it is about; null for our own.</param>
internal sealed record WebhookNotice(string EventId, string Kind, string Reference, string? Account = null)
{
    /// <summary>Whether it is about money; null where a processor does not say.</summary>
    public bool? IsLive { get; init; }

    /// <summary>Names of processors are 1 to 100 printable ASCII characters.</summary>
    public static bool IsName(string? text) => text is { Length: > 0 and <= 100 } && text.All(c => c is >= '!' and <= '~');
}

/// <summary>How webhooks of a processor are told from those of others, and read.</summary>
internal interface IPaymentWebhooks
{
    /// <summary>The processor's name in our records, and in the address of the door.</summary>
    string Gateway { get; }

    /// <summary>Bytes of the longest body.</summary>
    int BodyLimit { get; }

    /// <summary>Whether this server moves money; null where a processor does not tell that apart.</summary>
    bool? IsLive => null;

    /// <summary>Whether that account of the processor is one of ours.</summary>
    Task<bool> KnowsAsync(string account, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Whether the processor has signed this body a moment ago.</summary>
    bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body);

    /// <summary>Reads a signed body; null when it is no notice.</summary>
    WebhookNotice? Read(ReadOnlySpan<byte> body);
}
