using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using CeCommerce.Import.Values;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Everything that a mapping file can name on its left side.</summary>
internal static class StockTargets
{
    private const int Name = 200;
    private const int Identifier = 64;
    private const int Terms = 2_000;
    private const int Description = OfferLimits.DescriptionLength;

    private static readonly StockTarget[] Own =
    [
        new("sourceId", "ITEM-ID", ImportSeverity.Block, _ => Cells.Identifier(Identifier, static (row, text) => row.SourceId = text)),
        new("category", "ITEM-CATEGORY", ImportSeverity.Block, _ => Cells.Category()),
        new("kind", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Kind()),
        new("sharingModel", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Term<SharingModel>(static (row, value) => row.SharingModel = value)),
        new("gtin", "ITEM-GTIN", ImportSeverity.Block, _ => Cells.Numbered(CheckDigits.Gtin, static (row, text) => row.Gtin = text)),
        Text("brand", Name, static (row, text) => row.Brand = text),
        Text("name", Name, static (row, text) => row.Name = text),
        new("modelNumber", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Identifier(Name, static (row, text) => row.ModelNumber = text)),
        new("serial.maker", "ITEM-ID", ImportSeverity.Block, _ => Cells.Identifier(Identifier, static (row, text) => row.MakerSerial = text)) { IsPrivate = true },
        new("serial.imei", "ITEM-IMEI", ImportSeverity.Block, _ => Cells.Numbered(CheckDigits.Imei, static (row, text) => row.Imei = text)) { IsPrivate = true },
        new("serial.tag", "ITEM-ID", ImportSeverity.Block, _ => Cells.Identifier(Identifier, static (row, text) => row.Tag = text)),
        new("grade.cosmetic", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Term<CosmeticGrade>(static (row, value) => row.Cosmetic = value)),
        new("grade.functional", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Term<FunctionalGrade>(static (row, value) => row.Functional = value)),
        new("gradeScheme", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Term<GradeScheme>(static (row, value) => row.GradeScheme = value)),
        Yen("price", 1, static (row, yen) => row.Price = yen),
        Yen("dailyRate", 1, static (row, yen) => row.DailyRate = yen),
        Yen("deposit", 0, static (row, yen) => row.Deposit = yen),
        new("currency", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Currency),
        Yen("shippingFee", 0, static (row, yen) => row.ShippingFee = yen),
        new("otherCharges", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Charges(OfferLimits.OtherCharges)) { Bounds = YenFrom(1) },
        new("paymentTiming", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Term<PaymentTiming>(static (row, value) => row.PaymentTiming = value)),
        new("paymentMethods", "ITEM-VALUE", ImportSeverity.Block, _ => Cells.PaymentMethods()),
        Days("deliveryDays", 365, static (row, days) => row.DeliveryDays = days),
        Text("applicationPeriod", Terms, static (row, text) => row.ApplicationPeriod = text),
        Text("returnPolicy", Terms, static (row, text) => row.ReturnPolicy = text),
        Days("warrantyDays", 3_650, static (row, days) => row.WarrantyDays = days),
        Text("title", Name, static (row, text) => row.Title = text),
        Text("description", Description, static (row, text) => row.Description = text),
        new("location", "ITEM-VALUE", ImportSeverity.Warn, _ => Cells.Location()) { IsPrivate = true },
        new("photos", "ITEM-VALUE", ImportSeverity.Warn, _ => Cells.Photos(20)),
    ];

    public static IReadOnlyList<StockTarget> All { get; } = [.. Own, .. FactCatalogue.All.Select(OfFact)];

    private static readonly FrozenDictionary<string, StockTarget> ByName = All.ToFrozenDictionary(target => target.Name, StringComparer.OrdinalIgnoreCase);

    public static bool TryFind(string name, [NotNullWhen(true)] out StockTarget? target) => ByName.TryGetValue(name, out target);

    /// <summary>The target whose name takes the fewest changed letters; null when none is near.</summary>
    public static string? Nearest(string name)
    {
        var (best, distance) = All.Select(target => (target.Name, Distance: Distance(name, target.Name))).MinBy(pair => pair.Distance);
        return distance <= Math.Max(3, name.Length / 2) ? best : null;
    }

    private static StockTarget Text(string name, int most, Action<StockRowDraft, string> keep) =>
        new(name, "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Text(most, keep)) { IsPrivate = true };

    private static StockTarget Yen(string name, long least, Action<StockRowDraft, long> keep) =>
        new(name, "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Yen(least, keep)) { Bounds = YenFrom(least) };

    private static StockTarget Days(string name, int most, Action<StockRowDraft, int> keep) =>
        new(name, "ITEM-VALUE", ImportSeverity.Block, _ => Cells.Days(most, keep)) { Bounds = new($"0〜{most:N0} 日", $"0 to {most:N0} days") };

    private static LocalText YenFrom(long least) => new($"{least}〜{YenText.Most:N0} 円", $"{least} to {YenText.Most:N0} yen");

    private static LocalText? BoundsOf(FactDefinition fact) => fact switch
    {
        { Kind: FactKind.Date } => DateOnly.FromDayNumber((int)fact.Min) is var day ? new($"{day:yyyy-MM-dd} 以降の日", $"{day:yyyy-MM-dd} or a later day") : null,
        { Kind: FactKind.Integer, Max: { } most } => new($"{fact.Min:N0}〜{most:N0}", $"{fact.Min:N0} to {most:N0}"),
        { Quantity: FactQuantity.Year } => new($"{fact.Min} 年以降の年", $"{fact.Min} or a later year"),
        { Kind: FactKind.Integer } => new($"{fact.Min:N0} 以上", $"{fact.Min:N0} or more"),
        _ => null,
    };

    private static StockTarget OfFact(FactDefinition fact) => new(
        "facts." + fact.WireName,
        fact.Quantity == FactQuantity.Year ? "ITEM-YEAR" : "ITEM-VALUE",
        fact.Quantity == FactQuantity.Year ? ImportSeverity.Block : ImportSeverity.Warn,
        unit => FactCells.For(fact, unit))
    {
        Fact = fact,
        Bounds = BoundsOf(fact),
        IsPrivate = fact.Kind == FactKind.Text,
    };

    private static int Distance(string left, string right)
    {
        left = left[..Math.Min(left.Length, 100)].ToUpperInvariant();
        right = right.ToUpperInvariant();
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
