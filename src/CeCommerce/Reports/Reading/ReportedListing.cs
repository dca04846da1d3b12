using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Reading;

/// <summary>
/// Everything that was on record about a listing at the as-of instant, and how it came to be so. What was recorded later, or settled later in the event
/// log, is not in it.
/// </summary>
internal sealed record ReportedListing
{
    public required ListingId Id { get; init; }

    public required ItemId ItemId { get; init; }

    public required Offer Offer { get; init; }

    public required ItemDescription Item { get; init; }

    /// <summary>Where it stood, from its first line in the event log on.</summary>
    public required IReadOnlyList<ListingMove> Moves { get; init; }

    /// <summary>The verdicts that were given, oldest first. A look that said the same as the one before left none.</summary>
    public required IReadOnlyList<ReportedVerdict> Verdicts { get; init; }

    /// <summary>What it sold, oldest first.</summary>
    public required IReadOnlyList<ReportedOrder> Orders { get; init; }

    /// <summary>What was done to its unit by this operator, in the order in which it was recorded.</summary>
    public required IReadOnlyList<Act> Acts { get; init; }

    /// <summary>The versions of what was told before a lease.</summary>
    public required IReadOnlyList<LeaseDisclosureRecord> Disclosures { get; init; }

    /// <summary>The as-of instant, or just before the first change that settled too late for it.</summary>
    public DateTimeOffset ReadUntil { get; init; }

    public ListingState State => Moves.Count == 0 ? ListingState.Draft : Moves[^1].To;

    /// <summary>The verdict that stood at the as-of instant; null when none was given.</summary>
    public ReportedVerdict? Standing => Verdicts.Count == 0 ? null : Verdicts[^1];

    /// <summary>Goods that the catalogue knows; null when it does not.</summary>
    public ProductCategory? Goods => ProductCategories.TryGet(Item.Model.Category, out var goods) ? goods : null;

    /// <summary>Whether it was on the shelf at any time up to then.</summary>
    public bool WasPublished => Moves.Any(move => move.To == ListingState.Published);

    public ListingState? StateAt(DateTimeOffset moment) => Moves.LastOrDefault(move => move.At <= moment)?.To;

    public ReportedVerdict? VerdictAt(DateTimeOffset moment) => Verdicts.LastOrDefault(verdict => verdict.At <= moment);
}

/// <param name="What">The word of its line in the event log, e.g. <c>published</c>.</param>
internal sealed record ListingMove(string What, ListingState To, DateTimeOffset At);

/// <summary>A verdict as it was given.</summary>
/// <param name="Edition">The edition of the rules that gave it.</param>
internal sealed record ReportedVerdict(Guid Id, DateTimeOffset At, AssessmentOccasion Occasion, string Edition, Compliance Result);

/// <summary>A purchase and how far it had come at the as-of instant.</summary>
/// <param name="Paid">What the buyer paid for the item, without shipping, tax included.</param>
internal sealed record ReportedOrder(Orders.OrderId Id, Money Paid, DateTimeOffset PlacedAt, IReadOnlyList<OrderMove> Moves)
{
    public Orders.OrderState State => Moves.Count == 0 ? Orders.OrderState.PaymentPending : Moves[^1].To;

    public DateTimeOffset? CompletedAt => Moves.FirstOrDefault(move => move.To == Orders.OrderState.Completed)?.At;
}

internal sealed record OrderMove(Orders.OrderState To, DateTimeOffset At);
