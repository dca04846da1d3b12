namespace CeCommerce.Listings;

/// <summary>Where a listing stands in its life.</summary>
public enum ListingState
{
    /// <summary>Being written; only its operator sees it.</summary>
    Draft,

    /// <summary>On offer: consumers find it and may hold it.</summary>
    Published,

    /// <summary>Taken off the shelf by its operator for a while.</summary>
    Paused,

    /// <summary>Its item was sold through it.</summary>
    Sold,

    /// <summary>Ended by its operator for good.</summary>
    Withdrawn,

    /// <summary>Taken down by the platform, e.g. on a removal request (取引DPF法 4); only the platform lifts it.</summary>
    Suspended,
}

/// <summary>The allowed moves; whatever is not here is refused.</summary>
internal static class ListingMoves
{
    private static readonly Dictionary<ListingState, ListingState[]> Allowed = new()
    {
        [ListingState.Draft] = [ListingState.Published, ListingState.Withdrawn],
        [ListingState.Published] = [ListingState.Paused, ListingState.Sold, ListingState.Withdrawn, ListingState.Suspended],
        [ListingState.Paused] = [ListingState.Published, ListingState.Withdrawn, ListingState.Suspended],
        // A cancelled order brings the item back; it waits until its operator, or the check that it still meets the standards, republishes it.
        [ListingState.Sold] = [ListingState.Paused],
        [ListingState.Suspended] = [ListingState.Paused, ListingState.Withdrawn],
        [ListingState.Withdrawn] = [],
    };

    public static IReadOnlyList<ListingState> From(ListingState state) => Allowed[state];

    public static bool Allows(ListingState from, ListingState to) => Allowed[from].Contains(to);
}
