using CeCommerce.Platform;
using CeCommerce.Standards;

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
    public const int DeliveryDays = 365;
    public const int WarrantyDays = 3_650;

    /// <summary>￥99,999,999: more than any used good of the catalogue costs, less than a slipped digit makes of it.</summary>
    public const long HighestPrice = 99_999_999;

    /// <summary>The offer, when it is within the bounds.</summary>
    public static Outcome<Offer> Checked(Offer offer) => Check(offer) is { } invalid ? invalid : offer;

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

        if (offer.Photos.Any(photo => photo.Digest is { } digest && !IsDigest(digest)))
        {
            return Invalid("photos", "写真のダイジェストは SHA-256 の16進数64文字で入力してください。", "The digest of a photo is a SHA-256 in 64 hex digits.");
        }

        return CheckMoney(offer) ?? CheckTerms(offer.Terms) ?? CheckText(offer) ?? CheckDisclosure(offer.LeaseDisclosure);
    }

    /// <summary>A sale has a price, sharing a rate card; a draft may still lack the amounts.</summary>
    private static ListingValueInvalid? CheckKind(Offer offer)
    {
        if (offer.Kind != ListingKind.Sharing)
        {
            if (offer.LeaseDisclosure is not null)
            {
                return Invalid("leaseDisclosure", "賃貸前の開示はシェアリングの出品だけに指定できます。", "Only a listing for sharing tells what is told before a lease. Leave leaseDisclosure out.");
            }

            return offer.Sharing is null
                ? null
                : Invalid("sharing", "料金表と保証金はシェアリングの出品だけに指定できます。", "Only a listing for sharing has a rate card and a deposit. Leave sharing out.");
        }

        if (offer.Price is not null)
        {
            return Invalid("price", "シェアリングの出品に販売価格は指定できません。sharing の料金表を使ってください。", "A listing for sharing has no sale price. Use the rate card in sharing.");
        }

        return offer.Sharing is null
            ? Invalid("sharing", "シェアリングの出品には sharing（利用形態と料金表）を指定してください。", "A listing for sharing needs sharing: its model and rate card.")
            : null;
    }

    private static ListingValueInvalid? CheckMoney(Offer offer)
    {
        if (CheckKind(offer) is { } contradiction)
        {
            return contradiction;
        }

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

    /// <summary>Charges are kept in yen alone, so another currency must not get that far.</summary>
    public static ListingValueInvalid? CheckCharges(IReadOnlyList<ChargeInput> charges) =>
        charges.All(charge => IsPrice(charge.Amount, 1)) ? null : InvalidPrice("terms.otherCharges", 1);

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

        if (terms.DeliveryDays is < 0 or > DeliveryDays)
        {
            return Invalid("terms.deliveryDays", $"発送までの日数は 0〜{DeliveryDays} で入力してください。", $"Days to dispatch are 0 to {DeliveryDays}.");
        }

        return terms.WarrantyDays is < 0 or > WarrantyDays
            ? Invalid("terms.warrantyDays", $"保証日数は 0〜{WarrantyDays} で入力してください。", $"Warranty days are 0 to {WarrantyDays}.")
            : null;
    }

    private static ListingValueInvalid? CheckText(Offer offer)
    {
        string?[] texts = [offer.Title, offer.Description, offer.Terms.ApplicationPeriod, offer.Terms.ReturnPolicy, .. offer.Terms.OtherCharges.Select(charge => charge.Name)];
        if (texts.Skip(2).Any(text => text?.Length > TextLength))
        {
            return Invalid("terms", $"取引条件の各項目は {TextLength} 文字以内で入力してください。", $"Each term has at most {TextLength} characters.");
        }

        var unstorable = Array.FindIndex(texts, IsUnstorable);
        return unstorable < 0
            ? null
            : InvalidCharacter(unstorable switch { 0 => "title", 1 => "description", _ => "terms" });
    }

    private static ListingValueInvalid? CheckDisclosure(StatedDisclosure? disclosure)
    {
        foreach (var text in disclosure?.Texts ?? [])
        {
            if (text.Length > TextLength)
            {
                return Invalid("leaseDisclosure", $"賃貸前の開示の各項目は {TextLength} 文字以内で入力してください。", $"Each point told before a lease has at most {TextLength} characters.");
            }

            if (IsUnstorable(text))
            {
                return InvalidCharacter("leaseDisclosure");
            }
        }

        return null;
    }

    private static bool IsUnstorable(string? text) => text.AsSpan().ContainsAny('\0', '\uFFFE');

    private static ListingValueInvalid InvalidCharacter(string field) => Invalid(field, "NUL と U+FFFE は使えません。", "NUL and U+FFFE are no characters of a text.");

    private static bool IsPrice(Money money, long least) => money.Currency == Money.Yen && money.Amount >= least && money.Amount <= HighestPrice;

    private static bool IsDigest(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    private static bool IsWebAddress(string url) =>
        url.Length <= 2_000 && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static ListingValueInvalid InvalidPrice(string field, long least) => Invalid(
        field, $"金額は日本円（JPY）で {least}〜{HighestPrice} の整数で入力してください。", $"An amount is {least} to {HighestPrice} in yen (JPY).");

    private static ListingValueInvalid Invalid(string field, string ja, string en) =>
        new(new LocalText(ja, en), ["input", .. field.Split('.', StringSplitOptions.RemoveEmptyEntries)]);
}
