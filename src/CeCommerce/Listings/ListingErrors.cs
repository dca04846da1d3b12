using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings;

/// <summary>No such listing, or not one that the caller may see.</summary>
/// <param name="ListingId">What was given.</param>
public sealed record ListingNotFound(string ListingId, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_NOT_FOUND";

    public override LocalText Message => new(
        "出品が見つかりません。ID を確認してください。", "There is no such listing, or it is not yours to see. Check the id.");
}

/// <summary>The listing's state does not allow that.</summary>
/// <param name="ListingId">The listing.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Wanted">Where it was to go.</param>
/// <param name="NextStates">Where this caller can take it from here.</param>
public sealed record ListingMoveRefused(ListingId ListingId, ListingState State, ListingState Wanted, IReadOnlyList<ListingState> NextStates, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_MOVE_REFUSED";

    public override LocalText Message => new(
        $"現在の状態（{Terms<ListingState>.Of(State).Name.Ja}）からは「{Terms<ListingState>.Of(Wanted).Name.Ja}」に変更できません。nextStates を確認してください。",
        $"A listing that is {Terms<ListingState>.Of(State).Name.En} cannot become {Terms<ListingState>.Of(Wanted).Name.En} now, or not by you. See nextStates.");
}

/// <summary>The platform took the listing down; only the platform lifts that. No other listing may offer the same item until then.</summary>
/// <param name="ListingId">The listing that was taken down; its `suspension` says why.</param>
public sealed record ListingSuspended(ListingId ListingId, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_SUSPENDED";

    public override LocalText Message => new(
        "この商品の出品は運営が停止しています。解除は運営だけができます。listingId の出品の suspension で理由を確認し、運営にお問い合わせください。",
        "The platform has taken a listing of this item down, and only the platform lifts that. See suspension of the listing in listingId for why, and write to the platform.");
}

/// <summary>What was sold or withdrawn stays as it is.</summary>
/// <param name="ListingId">The listing.</param>
/// <param name="State">Where it stands.</param>
public sealed record ListingClosed(ListingId ListingId, ListingState State, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_CLOSED";

    public override LocalText Message => new(
        $"現在の状態（{Terms<ListingState>.Of(State).Name.Ja}）の出品は変更できません。もう一度出品するときは、新しい出品を作成してください。",
        $"A listing that is {Terms<ListingState>.Of(State).Name.En} cannot be changed. Draft a new one to offer the item again.");
}

/// <summary>The standards keep it off the shelf: a blocking rule failed, or a fact that it needs is missing.</summary>
/// <param name="ListingId">The listing.</param>
/// <param name="Compliance">The verdict that keeps it off the shelf.</param>
public sealed record StandardsNotMet(ListingId ListingId, Compliance? Compliance, params string[] At) : UserError(At)
{
    public override string Code => "STANDARDS_NOT_MET";

    public override LocalText Message => new(
        "出品基準を満たしていないため公開できません。compliance.findings の remedy に従って修正してください。",
        "The listing does not meet the standards and cannot be published. Each of compliance.findings says what to do.");
}

/// <summary>A value cannot be taken as it stands.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record ListingValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Somebody changed the listing since the caller read it.</summary>
/// <param name="ListingId">The listing.</param>
/// <param name="CurrentVersion">Its version now.</param>
public sealed record ListingChangedMeanwhile(ListingId ListingId, string CurrentVersion, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_CHANGED_MEANWHILE";

    public override LocalText Message => new(
        "他の更新と競合しました。最新の内容を読み直してから、もう一度実行してください。",
        "The listing was changed meanwhile. Read it again and repeat the change on what it says now.");
}
