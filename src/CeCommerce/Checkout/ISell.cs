using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform;

namespace CeCommerce.Checkout;

/// <summary>Makes what follows one contract of a purchase; implemented by the room that sells, since Checkout knows none. Runs in the transaction of the purchase, which saves.</summary>
internal interface ISell
{
    /// <summary>What was made, or why nothing can be: <see cref="Items.ItemTaken"/> or <see cref="Items.ClaimEnded"/> when a hold keeps its item no longer.</summary>
    Task<Outcome<Sold>> SellAsync(Sale sale, CancellationToken cancellationToken);
}

/// <summary>What is sold.</summary>
/// <param name="Id">For what is made.</param>
internal sealed record Sale(Guid Id, Purchase Purchase, Contract Contract, Caller By);

/// <summary>What was made of a contract.</summary>
/// <param name="Row">As it is going to be saved.</param>
/// <param name="Share">The operator's part of the payment.</param>
/// <param name="PayBy">Until when it waits for the money.</param>
internal sealed record Sold(object Row, PaymentShare Share, DateTimeOffset PayBy);

/// <summary>Takes what follows a purchase where the purchase's payment stands; implemented by each room that sells. Runs in the transaction that records the news.</summary>
internal interface IFollowPurchase
{
    /// <summary>Keeps it as it is until the transaction ends: news that come at once wait here for each other.</summary>
    Task LockAsync(PurchaseId purchase, CancellationToken cancellationToken);

    /// <summary>Hears of each word of the processor, also one that is no news.</summary>
    Task HeardAsync(PurchaseId purchase, Payment payment, Charge charge, CancellationToken cancellationToken);

    /// <summary>The buyer's bank took money of it for good, or gave it back after that.</summary>
    Task DisputedAsync(PurchaseId purchase, DisputedMoney money, CancellationToken cancellationToken) => Task.CompletedTask;
}
