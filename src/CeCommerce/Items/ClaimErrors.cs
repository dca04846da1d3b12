using CeCommerce.Platform;

namespace CeCommerce.Items;

/// <summary>The item is claimed for that time.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="SoldForEver">A buyer has it for good; otherwise it may become free.</param>
/// <param name="FreeAt">When it may be free again; null when that is not known.</param>
public sealed record ItemTaken(ItemId ItemId, bool SoldForEver, DateTimeOffset? FreeAt, params string[] At) : UserError(At)
{
    public override string Code => "ITEM_TAKEN";

    public override LocalText Message => (SoldForEver, FreeAt) switch
    {
        (true, _) => new("この商品はすでに売り切れました。", "This item has already been sold."),
        (false, null) => new(
            "この商品は現在ほかで使用中です。しばらくしてからもう一度お試しください。", "This item is taken at the moment. Try again in a while."),
        (false, _) => new(
            "この商品は別のお客様の手続き中です。freeAt の時刻以降にもう一度お試しください。",
            "Another customer has this item at the moment. Try again after the time in freeAt."),
    };
}

/// <summary>A claim that ended, or expired, cannot be used any more.</summary>
public sealed record ClaimEnded(params string[] At) : UserError(At)
{
    public override string Code => "CLAIM_ENDED";

    public override LocalText Message => new(
        "お取り置きの期限が切れました。もう一度お取り置きからお試しください。",
        "The hold has expired. Hold the item again.");
}

/// <summary>A calendar is asked for a range that is empty or too long.</summary>
/// <param name="MostDays">How many days may be asked for at once.</param>
public sealed record CalendarRangeInvalid(int MostDays, params string[] At) : UserError(At)
{
    public override string Code => "CALENDAR_RANGE_INVALID";

    public override LocalText Message => new(
        $"to は from より後で、{MostDays} 日以内にしてください。", $"`to` must be after `from`, by {MostDays} days at most.");
}
