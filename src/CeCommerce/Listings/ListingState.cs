using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>Where a listing stands in its life.</summary>
[TermSource("Vocabulary of the product")]
public enum ListingState
{
    [Term("下書き", "Draft", MeaningJa = "作成中で、事業者だけに見える", MeaningEn = "Being written; only its operator sees it.")]
    Draft,

    [Term("公開中", "Published", MeaningJa = "購入者が見つけて取り置ける", MeaningEn = "On offer: consumers find it and may hold it.")]
    Published,

    [Term("一時停止", "Paused", MeaningJa = "事業者が、または出品基準や販売によって、しばらく取り下げた", MeaningEn = "Off the shelf for a while: its operator paused it, it no longer meets the standards, or its item was sold through another listing.")]
    Paused,

    [Term("売り切れ", "Sold", MeaningJa = "この出品で商品が売れた", MeaningEn = "Its item was sold through it.")]
    Sold,

    [Term("取下げ", "Withdrawn", MeaningJa = "事業者が終了した、または商品が他の事業者に移った", MeaningEn = "Ended for good: its operator withdrew it, or its item is another operator's now.")]
    Withdrawn,

    [Term("運営による停止", "Suspended", MeaningJa = "運営が停止した。解除は運営だけができる", MeaningEn = "Taken down by the platform, e.g. on a removal request (取引DPF法 4); only the platform lifts it.")]
    Suspended,
}

/// <summary>Who moves a listing.</summary>
internal enum ListingActor
{
    /// <summary>Its operator, by staff or system.</summary>
    Owner,

    /// <summary>The platform's staff.</summary>
    Platform,

    /// <summary>The product itself: orders and the standards.</summary>
    System,

    /// <summary>A stock list: what it takes off the shelf, a later one may put back.</summary>
    Import,
}

/// <summary>The allowed moves and who may make them; whatever is not here is refused.</summary>
internal static class ListingMoves
{
    private static readonly ListingActor[] Staff = [ListingActor.Owner, ListingActor.Platform];

    private static readonly ListingActor[] StaffOrSystem = [.. Staff, ListingActor.System];

    private static readonly (ListingState From, ListingState To, ListingActor[] By)[] Table =
    [
        (ListingState.Draft, ListingState.Published, [.. Staff, ListingActor.Import]),
        (ListingState.Draft, ListingState.Withdrawn, StaffOrSystem),
        (ListingState.Published, ListingState.Paused, [.. StaffOrSystem, ListingActor.Import]),
        (ListingState.Published, ListingState.Sold, [ListingActor.System]),
        (ListingState.Published, ListingState.Withdrawn, StaffOrSystem),
        (ListingState.Published, ListingState.Suspended, [ListingActor.Platform]),
        (ListingState.Paused, ListingState.Published, [.. StaffOrSystem, ListingActor.Import]),
        (ListingState.Paused, ListingState.Withdrawn, StaffOrSystem),
        (ListingState.Paused, ListingState.Suspended, [ListingActor.Platform]),
        // A cancelled order brings the item back; it waits until its operator, or the check that it still meets the standards, republishes it.
        (ListingState.Sold, ListingState.Paused, [ListingActor.System]),
        (ListingState.Suspended, ListingState.Paused, [ListingActor.Platform]),
        (ListingState.Suspended, ListingState.Withdrawn, [ListingActor.Platform]),
    ];

    public static IReadOnlyList<ListingState> From(ListingState state, ListingActor by) =>
        [.. Table.Where(move => move.From == state && move.By.Contains(by)).Select(move => move.To)];

    public static bool Allows(ListingState from, ListingState to, ListingActor by) => From(from, by).Contains(to);

    /// <summary>Whether what the listing says may still be changed: what was sold or ended stays as the buyer saw it.</summary>
    public static bool IsOpen(this ListingState state) => state is not (ListingState.Sold or ListingState.Withdrawn);

    /// <summary>As whom the caller moves the listing; null for those who only look.</summary>
    public static ListingActor? ActorOf(Caller caller, Listing listing) => caller.Role switch
    {
        Role.Platform => ListingActor.Platform,
        Role.Operator or Role.Refurbisher when caller.OperatorId == listing.OperatorId.Value => ListingActor.Owner,
        _ => null,
    };
}
