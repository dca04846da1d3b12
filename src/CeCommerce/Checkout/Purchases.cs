using CeCommerce.Items;
using CeCommerce.Platform.Database;

namespace CeCommerce.Checkout;

/// <summary>What a buyer made of something held.</summary>
internal sealed record Purchase
{
    public required string ClientId { get; init; }

    public required string ConsumerId { get; init; }

    public required ItemId ItemId { get; init; }

    /// <summary>When it came to stand where it stands.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Tells what became of holds; registered by each room that sells what was held, since Checkout knows none of them.</summary>
internal sealed class PurchaseSource
{
    /// <summary>Whose payment is awaited at a moment: they keep an item as a hold does.</summary>
    public required Func<CommerceDatabase, DateTimeOffset, IQueryable<Purchase>> Unpaid { get; init; }

    /// <summary>Those that ended without money since a moment.</summary>
    public required Func<CommerceDatabase, DateTimeOffset, IQueryable<Purchase>> EndedUnpaid { get; init; }

    /// <summary>Those paid since a moment.</summary>
    public required Func<CommerceDatabase, DateTimeOffset, IQueryable<Purchase>> Paid { get; init; }
}

/// <summary>What became of holds, whoever sold what was held; to be made part of a larger query.</summary>
internal sealed class Purchases(CommerceDatabase database, IEnumerable<PurchaseSource> sources)
{
    public IQueryable<Purchase> Unpaid(DateTimeOffset now) => All(source => source.Unpaid(database, now));

    public IQueryable<Purchase> EndedUnpaid(DateTimeOffset since) => All(source => source.EndedUnpaid(database, since));

    public IQueryable<Purchase> Paid(DateTimeOffset since) => All(source => source.Paid(database, since));

    private IQueryable<Purchase> All(Func<PurchaseSource, IQueryable<Purchase>> ask) => sources.Select(ask).Aggregate(Queryable.Concat);
}
