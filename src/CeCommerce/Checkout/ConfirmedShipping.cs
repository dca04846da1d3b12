using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout;

/// <summary>
/// How what is bought gets to its buyer, as it was shown and agreed. Nothing of the person stands in it: the recipient is named by id and version, with a digest that proves it
/// to whoever may read that version.
/// </summary>
/// <param name="Kind">Brought or fetched; null: as agreed with the seller.</param>
/// <param name="Name">What the way is called.</param>
/// <param name="Note">Way, price and time in a sentence (特定商取引法 11 i, iii).</param>
/// <param name="MethodId">The operator's method; null when it has none.</param>
/// <param name="MethodVersion">As it was set then.</param>
/// <param name="PickUp">Where it is fetched.</param>
/// <param name="Price">With consumption tax; null: what the listings state.</param>
/// <param name="Estimate">When it comes; null when only the day of dispatch is stated.</param>
/// <param name="Window">The part of the day that the buyer chose.</param>
/// <param name="TransitDays">From dispatch to delivery, at most.</param>
/// <param name="Recipient">Where to, or whom to reach about fetching it; null when nobody is named.</param>
public sealed record ConfirmedShipping(
    ShippingKind? Kind,
    LocalText Name,
    LocalText Note,
    string? MethodId,
    int? MethodVersion,
    PickUpTerms? PickUp,
    Money? Price,
    ConfirmedEstimate? Estimate,
    DeliveryWindow? Window,
    int? TransitDays,
    ConfirmedRecipient? Recipient)
{
    private static readonly LocalText Unsaid = new("", "");

    /// <summary>As ever: by the fee that the listings state, in a way that seller and buyer agree on.</summary>
    internal static ConfirmedShipping AsAgreed { get; } = new ConfirmedShipping(null, new("販売者との取り決めによる引渡し", "Delivery as agreed with the seller"), Unsaid, null, null, null, null, null, null, null, null).Noted();

    /// <param name="quote">By a method, and possible.</param>
    /// <param name="today">Of which it was made.</param>
    /// <param name="window">The part of the day that the buyer chose.</param>
    internal static ConfirmedShipping Of(ShippingQuote quote, DateOnly today, DeliveryWindow? window) => new ConfirmedShipping(
        quote.Kind,
        quote.Name,
        Unsaid,
        quote.Method!.Id.ToString(),
        quote.Method.Number,
        quote.Method.Terms.PickUp,
        quote.Price,
        quote.Estimate is { } estimate ? new(estimate.Earliest, estimate.Latest, today) : null,
        window,
        quote.TransitDays,
        null).Noted();

    /// <summary>Ordered on another day: all days are later by as many.</summary>
    internal ConfirmedShipping On(DateOnly day) => (Estimate is { } estimate ? this with { Estimate = estimate.On(day) } : this).Noted();

    internal ConfirmedShipping To(ConfirmedRecipient? recipient) => this with { Recipient = recipient };

    /// <summary>As the buyer was shown it, when it is still that: what was frozen then are the days and the recipient's digest.</summary>
    internal ConfirmedShipping? AsShown(ConfirmedShipping? shown) =>
        shown is null ? (this == AsAgreed ? null : this) : Bare(this) == Bare(shown) ? shown : this;

    private static ConfirmedShipping Bare(ConfirmedShipping one) => one with { Estimate = null, Note = Unsaid, Recipient = one.Recipient is { } to ? to with { Digest = null } : null };

    private ConfirmedShipping Noted() => this with { Note = ShippingNotes.Of(this) };
}

/// <summary>When it comes, or can be fetched; days in Japan.</summary>
/// <param name="Earliest">Not before.</param>
/// <param name="Latest">Not after.</param>
/// <param name="IfPaidOn">When it is paid on this day.</param>
public sealed record ConfirmedEstimate(DateOnly Earliest, DateOnly Latest, DateOnly IfPaidOn)
{
    internal ConfirmedEstimate On(DateOnly day)
    {
        var later = day.DayNumber - IfPaidOn.DayNumber;
        return new(Earliest.AddDays(later), Latest.AddDays(later), day);
    }
}

/// <summary>The version of a recipient that something was agreed for.</summary>
/// <param name="Id">The recipient.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">HMAC-SHA-256 of that version under a salt of its own, 64 lower-case hex digits; null while nothing is agreed.</param>
public sealed record ConfirmedRecipient(string Id, int Version, string? Digest);
