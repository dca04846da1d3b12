using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;

namespace CeCommerce.Orders;

/// <summary>How orders get paid; behind it stands the payment processor. Orders know nothing else about payments.</summary>
internal interface IOrderPayments
{
    /// <summary>Means of payment that a buyer can choose.</summary>
    IReadOnlyList<MeansOfPayment> Methods { get; }

    /// <summary>
    /// Asks the processor for what the order's state calls for (charge, refund, cancel, or just the news) and records the
    /// answer, finishing the request behind <paramref name="opened"/> in the same transaction. Safe to repeat. Never call it inside a
    /// transaction. An unreachable processor leaves the order as it is, for the sweeper.
    /// </summary>
    Task<Settlement> SettleAsync(Order order, OpenedRequest? opened, CancellationToken cancellationToken);
}

/// <summary>What came of asking the processor.</summary>
/// <param name="Order">As it stands now.</param>
/// <param name="Reached">False when the processor could not be asked: then nothing is known of the money.</param>
internal sealed record Settlement(Order Order, bool Reached);

/// <summary>A means of payment that a buyer can choose.</summary>
/// <param name="Name">The processor's name for it.</param>
/// <param name="Kind">As which of the methods that a listing states it counts (特定商取引法 11 ii).</param>
internal sealed record MeansOfPayment(string Name, PaymentMethod Kind);
