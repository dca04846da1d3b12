using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>Says to a buyer's bank what there is to say; implemented by the room that owns what was paid for, for Payments know none.</summary>
internal interface IMakeEvidence
{
    /// <summary>The kind of purpose that it knows.</summary>
    string Kind { get; }

    /// <summary>
    /// The pack of all that was paid for, or of what of it is the caller's; null where that is nothing. That somebody read words for it is noted in the history, which the caller saves.
    /// </summary>
    Task<Outcome<Evidence>?> MakeAsync(Dispute dispute, Guid purpose, Caller caller, CancellationToken cancellationToken);
}

/// <summary>What there is to say, as a PDF, and beside it what banks read by machine: of the buyer neither name nor address.</summary>
/// <param name="Product">What was sold, in one paragraph.</param>
internal sealed record Evidence(byte[] Pdf, string Product)
{
    public string? Carrier { get; init; }

    public string? TrackingNumber { get; init; }

    /// <summary>In Japan.</summary>
    public DateOnly? ShippedOn { get; init; }

    /// <summary>In Japan.</summary>
    public DateOnly? ReceivedOn { get; init; }
}
