using CeCommerce.Items;
using CeCommerce.Platform.Database;

namespace CeCommerce.Checkout;

/// <summary>Something held that a buyer bought, or tried to.</summary>
internal sealed record BoughtItem
{
    public required string ClientId { get; init; }

    public required string ConsumerId { get; init; }

    public required ItemId ItemId { get; init; }

    /// <summary>When it came to stand where it stands.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Tells what became of holds; registered by each room that sells what was held, since Checkout knows none of them.</summary>
internal sealed class BoughtItemSource
{
    /// <summary>Whose payment is awaited at a moment: they keep an item as a hold does.</summary>
    public required Func<CommerceDatabase, DateTimeOffset, IQueryable<BoughtItem>> Unpaid { get; init; }

    /// <summary>Those that ended without money since a moment.</summary>
    public required Func<CommerceDatabase, DateTimeOffset, IQueryable<BoughtItem>> EndedUnpaid { get; init; }

    /// <summary>Those paid since a moment.</summary>
    public required Func<CommerceDatabase, DateTimeOffset, IQueryable<BoughtItem>> Paid { get; init; }
}

/// <summary>What became of holds, whoever sold what was held; to be made part of a larger query.</summary>
internal sealed class BoughtItems(CommerceDatabase database, IEnumerable<BoughtItemSource> sources)
{
    public IQueryable<BoughtItem> Unpaid(DateTimeOffset now) => All(source => source.Unpaid(database, now));

    public IQueryable<BoughtItem> EndedUnpaid(DateTimeOffset since) => All(source => source.EndedUnpaid(database, since));

    public IQueryable<BoughtItem> Paid(DateTimeOffset since) => All(source => source.Paid(database, since));

    private IQueryable<BoughtItem> All(Func<BoughtItemSource, IQueryable<BoughtItem>> ask) => sources.Select(ask).Aggregate(Queryable.Concat);
}
