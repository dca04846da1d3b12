using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Shipping;

/// <summary>What getting things of one operator to one prefecture comes to by one method, or why it cannot be.</summary>
/// <param name="Method">Null where the operator has no methods and the listings' own fees count.</param>
/// <param name="Kind">Brought or fetched.</param>
/// <param name="Name">What the method is called.</param>
/// <param name="Price">With consumption tax, for all parcels; null when it cannot be.</param>
/// <param name="Parcels">How many parcels: one for each unit.</param>
/// <param name="Size">The size class that each parcel is charged as; null where none counts.</param>
/// <param name="Estimate">Null where the listings say only when they are dispatched.</param>
/// <param name="Windows">Parts of the day to choose from; empty: none.</param>
/// <param name="Refusal">Why it cannot be; null when it can.</param>
internal sealed record ShippingQuote(
    ShippingMethod? Method,
    ShippingKind Kind,
    LocalText Name,
    Money? Price,
    int Parcels,
    ParcelSize? Size,
    DeliveryEstimate? Estimate,
    IReadOnlyList<DeliveryWindow> Windows,
    ShippingRefusal? Refusal)
{
    /// <summary>Days from dispatch to delivery, at most; null where a method does not state them.</summary>
    public int? TransitDays { get; init; }
}

/// <summary>When it comes, or can be fetched, if it is ordered and paid today; days in Japan.</summary>
/// <param name="Earliest">Not before.</param>
/// <param name="Latest">Not after.</param>
internal sealed record DeliveryEstimate(DateOnly Earliest, DateOnly Latest);

/// <summary>Why something cannot be sent there in that way.</summary>
public enum ShippingRefusalReason
{
    /// <summary>The method does not go to that prefecture.</summary>
    PrefectureNotServed,

    /// <summary>A unit is larger than what the method takes there.</summary>
    TooLarge,

    /// <summary>The operator has no methods and a listing does not say what shipping costs.</summary>
    FeeNotStated,
}

/// <summary>Why something cannot be sent there in that way, in a sentence.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">The same in words.</param>
internal sealed record ShippingRefusal(ShippingRefusalReason Reason, LocalText Message)
{
    internal static ShippingRefusal Of(ShippingRefusalReason reason) => new(reason, reason switch
    {
        ShippingRefusalReason.PrefectureNotServed => new("この都道府県には配送できません。", "It is not sent to this prefecture."),
        ShippingRefusalReason.TooLarge => new("大きすぎるため、この方法では配送できません。", "It is too large for this method."),
        ShippingRefusalReason.FeeNotStated => new("送料が登録されていません。", "What shipping costs is not stated."),
    });
}

/// <summary>What getting things of one operator to one prefecture comes to by each of its methods.</summary>
/// <param name="Operator">Who sells.</param>
/// <param name="Listings">What is sent together.</param>
/// <param name="Quotes">Its methods in use, oldest first; where it has none, the fees that its listings state, as one.</param>
internal sealed record ShippingQuotesOfOperator(Operator Operator, IReadOnlyList<Listing> Listings, IReadOnlyList<ShippingQuote> Quotes);
