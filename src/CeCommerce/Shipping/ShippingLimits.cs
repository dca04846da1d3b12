using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Shipping;

/// <summary>Reads what an operator states of a method; what cannot be right is refused with its place.</summary>
internal static class ShippingLimits
{
    public const int Methods = 20;

    private const int NameLength = 100;
    private const int AddressLength = 200;
    private const int HoursLength = 500;
    private const int Zones = 60;
    private const int MostDays = 60;
    private const long HighestPrice = 1_000_000;
    private const long HighestTotal = 99_999_999;

    public static Outcome<ShippingTerms> Read(SetShippingMethodInput input)
    {
        if (!IsText(input.NameJa, NameLength) || (input.NameEn is not null && !IsText(input.NameEn, NameLength)))
        {
            return Text(NameLength, IsText(input.NameJa, NameLength) ? "nameEn" : "nameJa");
        }

        return (input.Parcel, input.PickUp) switch
        {
            ({ } parcel, null) => Check(parcel) is { } invalid ? invalid : new ShippingTerms(input.NameJa, input.NameEn, Parcel(parcel), null),
            (null, { } place) => Check(place) is { } invalid ? invalid : new ShippingTerms(input.NameJa, input.NameEn, null, new(place.Place, place.Address, place.OpeningHours)),
            _ => new ShippingValueInvalid(new("parcel か pickUp のどちらか一方を指定してください。", "Give one of parcel and pickUp."), "input"),
        };
    }

    private static ParcelTerms Parcel(ParcelTermsInput input) => new(
        input.Carrier,
        [.. input.Zones.Select(zone => new ShippingZone(
            [.. PrefecturesOf(zone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. zone.Prices.OrderBy(price => price.Size).Select(price => new SizePrice(price.Size, price.Price))],
            zone.MinDays,
            zone.MaxDays))],
        [.. (input.ExcludedPrefectureCodes ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        input.DefaultSize,
        [.. (input.Windows ?? []).Distinct().Order()],
        input.FreeFrom);

    private static IEnumerable<string> PrefecturesOf(ShippingZoneInput zone) => (zone.Regions ?? []).SelectMany(Prefectures.Of).Concat(zone.PrefectureCodes ?? []);

    private static ShippingValueInvalid? Check(PickUpTermsInput place) =>
        !IsText(place.Place, NameLength) ? Text(NameLength, "pickUp", "place")
        : !IsText(place.Address, AddressLength) ? Text(AddressLength, "pickUp", "address")
        : !IsText(place.OpeningHours, HoursLength) ? Text(HoursLength, "pickUp", "openingHours")
        : null;

    private static ShippingValueInvalid? Check(ParcelTermsInput parcel)
    {
        if (parcel.Zones.Count is 0 or > Zones)
        {
            return Invalid($"料金表は 1〜{Zones} 区分で指定してください。", $"Give 1 to {Zones} zones.", "parcel", "zones");
        }

        if (parcel.ExcludedPrefectureCodes is { } excluded && (excluded.Count > Prefectures.All.Count || !excluded.All(Prefectures.Is)))
        {
            return UnknownPrefecture("parcel", "excludedPrefectureCodes");
        }

        if (parcel.FreeFrom is { } free && (free.Currency != Money.Yen || free.Amount is < 1 or > HighestTotal))
        {
            return Invalid("送料無料になる金額は円で 1 以上を指定してください。", "The sum from which it is free is 1 yen or more.", "parcel", "freeFrom");
        }

        return parcel.Zones.Select((zone, at) => Check(zone, at.ToString(CultureInfo.InvariantCulture))).FirstOrDefault(invalid => invalid is not null);
    }

    private static ShippingValueInvalid? Check(ShippingZoneInput zone, string at)
    {
        if ((zone.PrefectureCodes ?? []) is var codes && (codes.Count > Prefectures.All.Count || !codes.All(Prefectures.Is)))
        {
            return UnknownPrefecture("parcel", "zones", at, "prefectureCodes");
        }

        if (!PrefecturesOf(zone).Any())
        {
            return Invalid("regions か prefectureCodes で都道府県を指定してください。", "Name prefectures, by regions or prefectureCodes.", "parcel", "zones", at);
        }

        if (zone.MinDays < 0 || zone.MaxDays > MostDays || zone.MaxDays < zone.MinDays)
        {
            return Invalid($"配達日数は 0〜{MostDays} 日で、最短を最長以下にしてください。", $"Days are 0 to {MostDays}, the least not above the most.", "parcel", "zones", at, "maxDays");
        }

        return Check(zone.Prices, at);
    }

    private static ShippingValueInvalid? Check(IReadOnlyList<SizePriceInput> prices, string at)
    {
        List<SizePriceInput> bySize = [.. prices.Take(Enum.GetValues<ParcelSize>().Length + 1).OrderBy(price => price.Size)];
        if (prices.Count == 0 || bySize.DistinctBy(price => price.Size).Count() != prices.Count)
        {
            return Invalid("サイズごとの料金を 1 つずつ指定してください。", "Give a price for at least one size, and for each size once.", "parcel", "zones", at, "prices");
        }

        if (prices.Any(price => price.Price.Currency != Money.Yen || price.Price.Amount is < 0 or > HighestPrice))
        {
            return Invalid($"料金は円で 0〜{HighestPrice} を指定してください。", $"A price is 0 to {HighestPrice} yen.", "parcel", "zones", at, "prices");
        }

        return bySize.Zip(bySize.Skip(1)).Any(pair => pair.Second.Price.Amount < pair.First.Price.Amount)
            ? Invalid("大きいサイズの料金は小さいサイズ以上にしてください。", "A larger size costs no less than a smaller one.", "parcel", "zones", at, "prices")
            : null;
    }

    private static bool IsText(string text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most && PlainText.IsStorable(text) && !text.Any(char.IsControl);

    private static ShippingValueInvalid Text(int most, params string[] at) =>
        Invalid($"1〜{most} 文字で入力してください。改行や制御文字は使えません。", $"Write 1 to {most} characters, without line breaks and control characters.", at);

    private static ShippingValueInvalid UnknownPrefecture(params string[] at) =>
        Invalid("都道府県は JIS X 0401 のコード 01〜47 で指定してください。", "A prefecture is a code of JIS X 0401, 01 to 47.", at);

    private static ShippingValueInvalid Invalid(string ja, string en, params string[] at) => new(new(ja, en), ["input", .. at]);
}
