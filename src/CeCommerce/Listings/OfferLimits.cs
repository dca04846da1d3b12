using CeCommerce.Platform;

namespace CeCommerce.Listings;

/// <summary>Bounds of what a listing may say; whatever the door, a stock list or GraphQL, they are the same.</summary>
internal static class OfferLimits
{
    public const int TitleLength = 200;
    public const int DescriptionLength = 10_000;
    public const int PhotoCount = 30;
    public const int Rates = 12;
    public const int OtherCharges = 10;
    public const int TextLength = 2_000;

    /// <summary>￥99,999,999: more than any used good of the catalogue costs, less than a slipped digit makes of it.</summary>
    public const long HighestPrice = 99_999_999;

    public static UserError? Check(Offer offer)
    {
        if (string.IsNullOrWhiteSpace(offer.Title) || offer.Title.Length > TitleLength)
        {
            return Invalid("title", $"商品名は 1〜{TitleLength} 文字で入力してください。", $"A title has 1 to {TitleLength} characters.");
        }

        if (offer.Description.Length > DescriptionLength)
        {
            return Invalid("description", $"説明は {DescriptionLength} 文字以内で入力してください。", $"A description has at most {DescriptionLength} characters.");
        }

        if (offer.Photos.Count > PhotoCount || offer.Photos.Any(photo => !IsWebAddress(photo.Url)))
        {
            return Invalid("photos", $"写真は http(s) の URL で {PhotoCount} 枚までです。", $"Photos are at most {PhotoCount} http(s) addresses.");
        }

        return CheckMoney(offer) ?? CheckTerms(offer.Terms) ?? CheckText(offer);
    }

    private static ListingValueInvalid? CheckMoney(Offer offer)
    {
        if (offer.Price is { } price && !IsPrice(price, 1))
        {
            return InvalidPrice("price", 1);
        }

        if (offer.Sharing is not { } sharing)
        {
            return null;
        }

        // A draft may still lack its rates; the standards ask for them before it is published.
        if (sharing.Rates.Count > Rates || sharing.Rates.Any(rate => !IsPrice(rate.Price, 1)))
        {
            return InvalidPrice("sharing.rates", 1);
        }

        return sharing.Deposit is { } deposit && !IsPrice(deposit, 0) ? InvalidPrice("sharing.deposit", 0) : null;
    }

    private static ListingValueInvalid? CheckTerms(SaleTerms terms)
    {
        if (terms.ShippingFee is { } fee && !IsPrice(fee, 0))
        {
            return InvalidPrice("terms.shippingFee", 0);
        }

        if (terms.OtherCharges.Count > OtherCharges || terms.OtherCharges.Any(charge => charge.Amount is < 1 or > HighestPrice))
        {
            return InvalidPrice("terms.otherCharges", 1);
        }

        if (terms.DeliveryDays is < 0 or > 365)
        {
            return Invalid("terms.deliveryDays", "発送までの日数は 0〜365 で入力してください。", "Days to dispatch are 0 to 365.");
        }

        return terms.WarrantyDays is < 0 or > 3650
            ? Invalid("terms.warrantyDays", "保証日数は 0〜3650 で入力してください。", "Warranty days are 0 to 3650.")
            : null;
    }

    private static ListingValueInvalid? CheckText(Offer offer)
    {
        string?[] texts = [offer.Title, offer.Description, offer.Terms.ApplicationPeriod, offer.Terms.ReturnPolicy, .. offer.Terms.OtherCharges.Select(charge => charge.Name)];
        if (texts.Skip(2).Any(text => text?.Length > TextLength))
        {
            return Invalid("terms", $"取引条件の各項目は {TextLength} 文字以内で入力してください。", $"Each term has at most {TextLength} characters.");
        }

        return texts.Any(text => text is not null && text.Contains('\0', StringComparison.Ordinal))
            ? Invalid("", "NUL 文字は使えません。", "The NUL character cannot be stored.")
            : null;
    }

    private static bool IsPrice(Money money, long least) => money.Currency == Money.Yen && money.Amount >= least && money.Amount <= HighestPrice;

    private static bool IsWebAddress(string url) =>
        url.Length <= 2_000 && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static ListingValueInvalid InvalidPrice(string field, long least) => Invalid(
        field, $"金額は日本円（JPY）で {least}〜{HighestPrice} の整数で入力してください。", $"An amount is {least} to {HighestPrice} in yen (JPY).");

    private static ListingValueInvalid Invalid(string field, string ja, string en) =>
        new(new LocalText(ja, en), ["input", .. field.Split('.', StringSplitOptions.RemoveEmptyEntries)]);
}
