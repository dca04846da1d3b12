using CeCommerce.Operators;
using CeCommerce.Payments.Disputes;

namespace CeCommerce.Payments;

/// <summary>What a payment is for. Payments know no more of it; whoever follows payments of that kind does (<see cref="IFollowPayment"/>).</summary>
/// <param name="Kind">E.g. <c>order</c>.</param>
/// <param name="Id">Of the thing that is paid for.</param>
/// <param name="Name">As the outside knows it, e.g. <c>ord_…</c>; our reference at the processor.</param>
internal sealed record PaymentPurpose(string Kind, Guid Id, string Name);

/// <summary>Whose a part of the money is.</summary>
/// <param name="Amount">Minor units, in the payment's currency.</param>
public sealed record PaymentShare(OperatorId OperatorId, long Amount);

/// <summary>What is to be charged, and for whom.</summary>
/// <param name="Method">The processor's name for the means of payment.</param>
/// <param name="ClientId">The partner app that hears of it.</param>
/// <param name="Until">After that nobody is charged any more; what was charged before still counts.</param>
internal sealed record PaymentWish(string Method, Platform.Money Amount, IReadOnlyList<PaymentShare> Shares, string ClientId, DateTimeOffset Until)
{
    /// <summary>What of the buyer's was saved and is charged; null where they name the means themselves.</summary>
    public SavedCharge? Saved { get; init; }
}

/// <summary>
/// Moves what is paid for where its payment stands; implemented by the room that owns the purpose, for Payments know none. Runs in the
/// transaction that records the news.
/// </summary>
internal interface IFollowPayment
{
    /// <summary>The kind of purpose that it follows.</summary>
    string Kind { get; }

    /// <summary>Keeps what is paid for as it is until the transaction ends: news of one payment that come at once wait here for each other.</summary>
    Task LockAsync(Guid purpose, CancellationToken cancellationToken);

    /// <summary>Hears of each word of the processor, also one that is no news.</summary>
    Task HeardAsync(Payment payment, Charge charge, CancellationToken cancellationToken);

    /// <summary>A buyer's bank took money for good, or gave it back after that.</summary>
    Task DisputedAsync(Payment payment, DisputedMoney money, CancellationToken cancellationToken) => Task.CompletedTask;
}
