using CeCommerce.Platform;

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
public sealed record ListingMoveRefused(ListingId ListingId, ListingState State, ListingState Wanted, params string[] At) : UserError(At)
{
    public override string Code => "LISTING_MOVE_REFUSED";

    /// <summary>Where it can go from here.</summary>
    public IReadOnlyList<ListingState> NextStates => ListingMoves.From(State);

    public override LocalText Message => new(
        $"現在の状態（{State}）からは {Wanted} に変更できません。nextStates の状態を選んでください。",
        $"A listing that is {State} cannot become {Wanted}. Choose one of nextStates.");
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
