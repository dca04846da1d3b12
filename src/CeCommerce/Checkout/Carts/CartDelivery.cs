using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout.Carts;

/// <summary>
/// How a buyer wants to get what is in their cart, and what that came to when they saw it last. Where the recipient lives is not in it: a quote stands until the buyer's choice,
/// the things or the method change, and is made anew then.
/// </summary>
/// <param name="Recipient">Null while nobody is named.</param>
/// <param name="Choices">What the buyer chose; who is not named sends in the cheapest way.</param>
/// <param name="Quotes">One for each operator with methods, as far as one could be made.</param>
public sealed record CartDelivery(CartRecipient? Recipient, IReadOnlyList<DeliveryChoice> Choices, IReadOnlyList<CartQuote> Quotes)
{
    internal static CartDelivery None { get; } = new(null, [], []);

    internal bool IsNone => Recipient is null && Choices.Count == 0 && Quotes.Count == 0;

    internal DeliveryChoice? ChoiceOf(Guid operatorId) => Choices.LastOrDefault(choice => choice.OperatorId == operatorId);

    /// <summary>Of just these listings; one of others says nothing of them.</summary>
    internal CartQuote? QuoteOf(IEnumerable<Guid> listings) => listings.ToHashSet() is var wanted ? Quotes.FirstOrDefault(quote => wanted.SetEquals(quote.ListingIds)) : null;
}

/// <summary>Whom the buyer named, as they saw it.</summary>
/// <param name="Id">The recipient.</param>
/// <param name="Version">Its version then.</param>
public sealed record CartRecipient(Guid Id, int Version);

/// <summary>What a buyer chose with one operator.</summary>
/// <param name="OperatorId">Who sells.</param>
/// <param name="MethodId">How.</param>
/// <param name="Window">The part of the day; null: any.</param>
/// <param name="WithContact">Whether the seller is told the recipient although it is fetched.</param>
public sealed record DeliveryChoice(Guid OperatorId, Guid MethodId, DeliveryWindow? Window, bool WithContact);

/// <summary>What sending came to with one operator.</summary>
/// <param name="OperatorId">Who sells.</param>
/// <param name="MethodId">How.</param>
/// <param name="ListingIds">What was to be sent.</param>
/// <param name="Shipping">As the buyer saw it; without the recipient.</param>
/// <param name="ToRecipient">Whether the seller is told the recipient.</param>
/// <param name="Refusal">Why it cannot be sent; null when it can.</param>
/// <param name="IsChanged">Found to be something else since, when it was looked at to check out.</param>
/// <param name="PriceNow">What it was found to cost; null when it cannot be sent any more.</param>
public sealed record CartQuote(
    Guid OperatorId,
    Guid MethodId,
    IReadOnlyList<Guid> ListingIds,
    ConfirmedShipping Shipping,
    bool ToRecipient,
    ShippingRefusalReason? Refusal,
    bool IsChanged = false,
    Money? PriceNow = null)
{
    internal DeliveryChoice AsChoice => new(OperatorId, MethodId, Shipping.Window, ToRecipient);

    internal bool IsLike(CartQuote other) =>
        MethodId == other.MethodId && Shipping.Price == other.Shipping.Price && Shipping.Window == other.Shipping.Window && Refusal == other.Refusal;

    internal static CartQuote Of(ShippingQuotesOfOperator of, ShippingQuote quote, DeliveryChoice? choice, DateOnly today) => new(
        of.Operator.Id.Value,
        quote.Method!.Id.Value,
        [.. of.Listings.Select(listing => listing.Id.Value)],
        ConfirmedShipping.Of(quote, today, choice?.Window is { } window && quote.Windows.Contains(window) ? window : null),
        quote.Kind == ShippingKind.Shipping || choice is { WithContact: true },
        quote.Refusal?.Reason);
}
