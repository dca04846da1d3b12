using CeCommerce.Platform;

namespace CeCommerce.Orders;

/// <summary>Times and limits of buying; section <c>Orders</c> of the configuration.</summary>
internal sealed record OrderSettings
{
    public const string Section = "Orders";

    /// <summary>From placing, or from being asked to authenticate, to cancellation.</summary>
    public TimeSpan PaymentTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For payments that settle later, such as cash at a convenience store.</summary>
    public TimeSpan SlowPaymentTime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Instead of <see cref="SlowPaymentTime"/> for a consumer who left <see cref="LapsesBeforeShort"/> orders unpaid within <see cref="LapseDays"/>.</summary>
    public TimeSpan ShortSlowPaymentTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Orders left unpaid from which on a consumer gets less time for slow payments.</summary>
    public int LapsesBeforeShort { get; init; } = 2;

    /// <summary>Over how many days orders left unpaid count against a consumer.</summary>
    public int LapseDays { get; init; } = 30;

    /// <summary>How long after its deadline an unpaid order waits for a processor that cannot be asked.</summary>
    public TimeSpan PaymentPatience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Beyond the days of delivery that were agreed: a paid order that is not shipped by then is given back.</summary>
    public TimeSpan ShippingTime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>From hand-over to completion of which nothing was heard: transit and <see cref="CheckTime"/>.</summary>
    public TimeSpan CompletionTime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>From delivery to completion, the buyer's time to check; never less than the 8 days of 特定商取引法 15-3 where they hold.</summary>
    public TimeSpan CheckTime { get; init; } = TimeSpan.FromDays(8);

    /// <summary>Instead of <see cref="CheckTime"/> where each unit was sold with a term of return of the seller's own (返品特約).</summary>
    public TimeSpan CheckTimeByTerm { get; init; } = TimeSpan.FromDays(8);

    /// <summary>For the operator to answer a problem or a wish to return; after that it is accepted.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromDays(5);

    /// <summary>For the buyer to send a unit back that may be returned; after that it stays.</summary>
    public TimeSpan SendBackTime { get; init; } = TimeSpan.FromDays(10);

    /// <summary>From sending back to the operator's word that it is there; after that it counts as received, and all its money goes back.</summary>
    public TimeSpan InspectionTime { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long after the end of an order that was shipped its operator may still read whom it went to.</summary>
    public TimeSpan RecipientTime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long what carriers told is kept as it came in; longer than orders may wait to be shipped, since what came before is heard then.</summary>
    public TimeSpan CarrierEventTime { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How often the workers look.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A placed order this old is no longer in the hands of the request that placed it.</summary>
    public TimeSpan SweepAfter { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What time it is and what the settings make of it.</summary>
internal sealed record OrderClock(TimeProvider Clock, OrderSettings Settings)
{
    /// <summary>特定商取引法 15-3: the day of delivery is the first of eight, so that eight times 24 hours are never less.</summary>
    private static readonly TimeSpan ByLaw = TimeSpan.FromDays(8);

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Until when what is paid now has to be shipped: the longest of the days that were agreed, and then some.</summary>
    public DateTimeOffset ShipBy(Order order) => Now + TimeSpan.FromDays(order.Lines.Max(line => line.Snapshot.Terms.DeliveryDays ?? 0)) + Settings.ShippingTime;

    /// <summary>When the 8 days ended in which a mind may be changed, the day of delivery in Japan being the first; null while they run.</summary>
    public DateTimeOffset? MindIsMadeUp(Order order) => order.DeliveredAt is { } at && Tokyo.StartOf(Tokyo.DayOf(at).AddDays(8)) is var end && end <= Now ? end : null;

    /// <summary>From hand-over to completion of which nothing was heard: longer than usual where the agreed way takes longer, its last day included.</summary>
    public TimeSpan CompletionTimeOf(Order order)
    {
        var check = CheckTimeOf(order);
        return order.Shipping?.TransitDays is { } days && TimeSpan.FromDays(days + 1) + check is var whole && whole > Settings.CompletionTime ? whole : Settings.CompletionTime;
    }

    /// <summary>How long the buyer has to check what was delivered.</summary>
    public TimeSpan CheckTimeOf(Order order) => !order.MayReturnByLaw ? Settings.CheckTimeByTerm : Settings.CheckTime > ByLaw ? Settings.CheckTime : ByLaw;
}
