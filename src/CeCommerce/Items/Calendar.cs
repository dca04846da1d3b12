using CeCommerce.Platform;

namespace CeCommerce.Items;

/// <summary>Whose calendar is asked for, and which part of it; half-open.</summary>
/// <param name="Named">Whether who asks may see by whom the item is claimed.</param>
internal readonly record struct CalendarRange(ItemId Item, DateTimeOffset From, DateTimeOffset To, bool Named)
{
    /// <summary>Most that is read at once.</summary>
    public const int MostDays = 366;

    public CalendarRangeInvalid? Check() =>
        From < To && To - From <= TimeSpan.FromDays(MostDays) ? null : new(MostDays, "to");
}

/// <summary>Why an item is not free, and when.</summary>
/// <param name="Kind">For what it is spoken for; an item that was sold stays with its order.</param>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive; null when no end is known.</param>
/// <param name="OccupiedFrom">Since when it is kept free for that, with the time to get it ready.</param>
/// <param name="OccupiedUntil">Until when it is kept free for that, with the time to clean it; null when no end is known.</param>
/// <param name="ExpiresAt">From then on it stands no more unless it is confirmed; null when it stands.</param>
/// <param name="ClaimedBy">Global id of the hold (`hld_…`), order (`ord_…`) or repair (`act_…`); null to others than the item's operator and those who audit.</param>
internal sealed record CalendarEntry(
    ClaimKind Kind, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset OccupiedFrom, DateTimeOffset? OccupiedUntil, DateTimeOffset? ExpiresAt, string? ClaimedBy);

/// <summary>When an item is not free.</summary>
/// <param name="Entries">By time; what is between them is free.</param>
/// <param name="Errors">`CALENDAR_RANGE_INVALID`: the range is empty or too long.</param>
internal sealed record ItemCalendar(IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<IUserError> Errors);
