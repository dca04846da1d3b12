using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Shipping;

namespace CeCommerce.Checkout;

/// <summary>Ways of getting things to their buyer, in a sentence: how, for how much, when.</summary>
internal static class ShippingNotes
{
    public static LocalText Of(ConfirmedShipping shipping) => shipping.Kind switch
    {
        ShippingKind.Shipping => Parcel(shipping),
        ShippingKind.PickUp => PickUp(shipping),
        null => new(
            "引渡しの方法は販売者との取り決めによります。送料は出品に記載のとおりです。", "Delivery as agreed with the seller; the shipping fee is the one that the listing states."),
    };

    private static LocalText Parcel(ConfirmedShipping shipping)
    {
        if (shipping.Price is not { Amount: var price })
        {
            return new("この方法では配送できません。", "It cannot be sent in that way.");
        }

        var window = shipping.Window is { } chosen ? WordsOf(chosen) : null;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{shipping.Name.Ja}でお届けします。送料{price:N0}円（税込）。{Days(shipping.Estimate, "お届け予定日").Ja}{(window is null ? "" : $"時間帯: {window.Ja}。")}"),
            string.Create(CultureInfo.InvariantCulture, $"Sent by {shipping.Name.En}. Shipping JPY {price:N0} with tax.{Days(shipping.Estimate, "Expected").En}{(window is null ? "" : $" Time of day: {window.En}.")}"));
    }

    private static LocalText PickUp(ConfirmedShipping shipping)
    {
        var place = shipping.PickUp!;
        return new(
            $"{place.Place}（{place.Address}、{place.OpeningHours}）でお受け取りください。送料はかかりません。{Days(shipping.Estimate, "お受け取り予定日").Ja}",
            $"To be fetched at {place.Place} ({place.Address}; {place.OpeningHours}), without a shipping fee.{Days(shipping.Estimate, "Ready").En}");
    }

    private static LocalText Days(ConfirmedEstimate? estimate, string what) => estimate is null ? new("", "") : new(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {estimate.Earliest:yyyy-MM-dd}〜{estimate.Latest:yyyy-MM-dd}（{estimate.IfPaidOn:yyyy-MM-dd}にお支払いの場合）。"),
        string.Create(CultureInfo.InvariantCulture, $" {what} {estimate.Earliest:yyyy-MM-dd} to {estimate.Latest:yyyy-MM-dd} if paid on {estimate.IfPaidOn:yyyy-MM-dd}."));

    private static LocalText WordsOf(DeliveryWindow window) => window switch
    {
        DeliveryWindow.Morning => new("午前中", "in the morning"),
        DeliveryWindow.From12To14 => new("12時〜14時", "12:00 to 14:00"),
        DeliveryWindow.From14To16 => new("14時〜16時", "14:00 to 16:00"),
        DeliveryWindow.From16To18 => new("16時〜18時", "16:00 to 18:00"),
        DeliveryWindow.From18To20 => new("18時〜20時", "18:00 to 20:00"),
        DeliveryWindow.From19To21 => new("19時〜21時", "19:00 to 21:00"),
    };
}
