using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CeCommerce.Import.Values;
using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Everything that a mapping file can name on its left side: the one table of columns, of how a cell is read, kept, bounded and told from another.</summary>
internal static class StockTargets
{
    private const string Value = "ITEM-VALUE";
    private const int Photos = 20;

    // In the order of the digest, which is stored: new columns come behind, and say nothing in it while they are empty.
    private static readonly StockTarget[] Own =
    [
        Identifier("sourceId", "ITEM-ID", static row => row.SourceId, static (row, text) => row.SourceId = text),
        Block("category", "ITEM-CATEGORY", _ => Cells.Category(), static (digest, row) => digest.Add(row.Category.Code)),
        Block("kind", Value, _ => Cells.Kind(), static (digest, row) => digest.Add((int)row.Kind)),
        Term<SharingModel>("sharingModel", static row => row.SharingModel, static (row, value) => row.SharingModel = value),
        Block("gtin", "ITEM-GTIN", _ => Cells.Numbered(CheckDigits.Gtin, static (row, text) => row.Gtin = text), static (digest, row) => digest.Add(row.Gtin)),
        Text("brand", ItemLimits.TextLength, static row => row.Brand, static (row, text) => row.Brand = text),
        Text("name", ItemLimits.TextLength, static row => row.Name, static (row, text) => row.Name = text),
        Identifier("modelNumber", Value, static row => row.ModelNumber, static (row, text) => row.ModelNumber = text, ItemLimits.TextLength),
        Identifier("serial.maker", "ITEM-ID", static row => row.MakerSerial, static (row, text) => row.MakerSerial = text) with { IsPrivate = true },
        Block("serial.imei", "ITEM-IMEI", _ => Cells.Numbered(CheckDigits.Imei, static (row, text) => row.Imei = text), static (digest, row) => digest.Add(row.Imei)) with { IsPrivate = true },
        Identifier("serial.tag", "ITEM-ID", static row => row.Tag, static (row, text) => row.Tag = text),
        Term<CosmeticGrade>("grade.cosmetic", static row => row.Cosmetic, static (row, value) => row.Cosmetic = value),
        Term<FunctionalGrade>("grade.functional", static row => row.Functional, static (row, value) => row.Functional = value),
        Term<GradeScheme>("gradeScheme", static row => row.GradeScheme, static (row, value) => row.GradeScheme = value),
        Yen("price", 1, static row => row.Price, static (row, yen) => row.Price = yen),
        Yen("dailyRate", 1, static row => row.DailyRate, static (row, yen) => row.DailyRate = yen),
        Yen("deposit", 0, static row => row.Deposit, static (row, yen) => row.Deposit = yen),
        Block("currency", Value, _ => Cells.Currency, null),
        Yen("shippingFee", 0, static row => row.ShippingFee, static (row, yen) => row.ShippingFee = yen),
        Block("otherCharges", Value, _ => Cells.Charges(OfferLimits.OtherCharges), static (digest, row) => digest.Add(row.OtherCharges)) with { Bounds = YenFrom(1) },
        Term<PaymentTiming>("paymentTiming", static row => row.PaymentTiming, static (row, value) => row.PaymentTiming = value),
        Block("paymentMethods", Value, _ => Cells.PaymentMethods(), static (digest, row) => digest.Add(row.PaymentMethods)),
        Days("deliveryDays", OfferLimits.DeliveryDays, static row => row.DeliveryDays, static (row, days) => row.DeliveryDays = days),
        Text("applicationPeriod", OfferLimits.TextLength, static row => row.ApplicationPeriod, static (row, text) => row.ApplicationPeriod = text),
        Text("returnPolicy", OfferLimits.TextLength, static row => row.ReturnPolicy, static (row, text) => row.ReturnPolicy = text),
        Days("warrantyDays", OfferLimits.WarrantyDays, static row => row.WarrantyDays, static (row, days) => row.WarrantyDays = days),
        Text("title", OfferLimits.TitleLength, static row => row.Title, static (row, text) => row.Title = text),
        Text("description", OfferLimits.DescriptionLength, static row => row.Description, static (row, text) => row.Description = text),
        new("location", Value, ImportSeverity.Warn, _ => Cells.Location()) { IsPrivate = true, Digest = static (digest, row) => digest.Add(row.Prefecture?.Code) },
        new("photos", Value, ImportSeverity.Warn, _ => Cells.Photos(Photos)) { Digest = static (digest, row) => digest.Add(row.Photos) },
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

    private static StockTarget Block(string name, string rule, Func<WeightUnit, CellReader> reader, Action<RowDigest, StockRow>? digest) =>
        new(name, rule, ImportSeverity.Block, reader) { Digest = digest };

    private static StockTarget Text(string name, int most, Func<StockRow, string?> value, Action<StockRow, string> keep) =>
        Block(name, Value, _ => Cells.Text(most, (draft, text) => keep(draft.Row, text)), (digest, row) => digest.Add(value(row))) with { IsPrivate = true };

    private static StockTarget Identifier(string name, string rule, Func<StockRow, string?> value, Action<StockRow, string> keep, int most = ItemLimits.SourceIdLength) =>
        Block(name, rule, _ => Cells.Identifier(most, keep), (digest, row) => digest.Add(value(row)));

    private static StockTarget Term<T>(string name, Func<StockRow, T?> value, Action<StockRow, T> keep)
        where T : struct, Enum =>
        Block(name, Value, _ => Cells.Term(keep), (digest, row) => digest.Add(value(row) is { } term ? Unsafe.BitCast<T, int>(term) : null));

    private static StockTarget Yen(string name, long least, Func<StockRow, Money?> value, Action<StockRow, Money> keep) =>
        Block(name, Value, _ => Cells.Yen(least, keep), (digest, row) => digest.Add(value(row))) with { Bounds = YenFrom(least) };

    private static StockTarget Days(string name, int most, Func<StockRow, int?> value, Action<StockRow, int> keep) =>
        Block(name, Value, _ => Cells.Days(most, keep), (digest, row) => digest.Add(value(row))) with { Bounds = new($"0〜{most:N0} 日", $"0 to {most:N0} days") };

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
        fact.Quantity == FactQuantity.Year ? "ITEM-YEAR" : Value,
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
