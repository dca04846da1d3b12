using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>What a processor says of disputes, in our own words. Faults throw <see cref="PaymentGatewayUnavailable"/>.</summary>
internal interface IDisputeGateway
{
    string Name { get; }

    /// <summary>All disputes of a charge as they are now, the oldest first.</summary>
    Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken);
}

/// <summary>A dispute as the processor tells it.</summary>
/// <param name="Id">As the processor calls it.</param>
internal sealed record DisputeWord(string Id, DisputeState State, Money Amount)
{
    public DisputeReason Reason { get; init; }

    /// <summary>Minor units that the bank took so far.</summary>
    public long Taken { get; init; }

    /// <summary>Minor units of those that it gave back.</summary>
    public long Returned { get; init; }

    /// <summary>Minor units that the processor took for it.</summary>
    public long Fee { get; init; }

    /// <summary>Until when evidence, or an appeal, is taken; null when none is.</summary>
    public DateTimeOffset? EvidenceDueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }
}

/// <summary>Stands where no processor is set up.</summary>
internal sealed class NoDisputes : IDisputeGateway
{
    public string Name => "none";

    public Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DisputeWord>>([]);
}
