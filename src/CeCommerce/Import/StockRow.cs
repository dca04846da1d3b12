using CeCommerce.Import.Mapping;
using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import;

/// <summary>One row of a stock list, read: what the seller says about one physical unit and how it is offered. The columns (<see cref="StockTargets"/>) fill it.</summary>
public sealed class StockRow
{
    /// <summary>Row of the file as a spreadsheet counts them: a CSV header is row 1.</summary>
    public int Row { get; internal set; }

    /// <summary>The seller's own number of the unit; the same number again means the same unit.</summary>
    public string SourceId { get; internal set; } = "";

    /// <summary>No row is handed out without one.</summary>
    public ProductCategory Category { get; internal set; } = null!;

    public ListingKind Kind { get; internal set; }

    /// <summary>Only with <see cref="ListingKind.Sharing"/>.</summary>
    public SharingModel? SharingModel { get; internal set; }

    /// <summary>8, 12, 13 or 14 digits with a right check digit.</summary>
    public string? Gtin { get; internal set; }

    public string? Brand { get; internal set; }

    /// <summary>Name of the product model, not of this unit.</summary>
    public string? Name { get; internal set; }

    public string? ModelNumber { get; internal set; }

    /// <summary>The maker's serial; unique only together with <see cref="Brand"/>.</summary>
    public string? MakerSerial { get; internal set; }

    /// <summary>15 digits with a right check digit.</summary>
    public string? Imei { get; internal set; }

    /// <summary>A tag that the seller put on the unit.</summary>
    public string? Tag { get; internal set; }

    public CosmeticGrade? Cosmetic { get; internal set; }

    public FunctionalGrade? Functional { get; internal set; }

    public GradeScheme? GradeScheme { get; internal set; }

    /// <summary>Of a sale, tax included.</summary>
    public Money? Price { get; internal set; }

    /// <summary>Of a day of use, tax included.</summary>
    public Money? DailyRate { get; internal set; }

    public Money? Deposit { get; internal set; }

    public Money? ShippingFee { get; internal set; }

    public IReadOnlyList<OtherCharge> OtherCharges { get; internal set; } = [];

    public PaymentTiming? PaymentTiming { get; internal set; }

    public IReadOnlyList<PaymentMethod> PaymentMethods { get; internal set; } = [];

    /// <summary>Days until the unit is sent.</summary>
    public int? DeliveryDays { get; internal set; }

    public string? ApplicationPeriod { get; internal set; }

    public string? ReturnPolicy { get; internal set; }

    public int? WarrantyDays { get; internal set; }

    /// <summary>Headline of the offer; put together from brand, name and model where the list has none.</summary>
    public string Title { get; internal set; } = "";

    public string? Description { get; internal set; }

    public Prefecture? Prefecture { get; internal set; }

    public IReadOnlyList<Uri> Photos { get; internal set; } = [];

    public ItemFacts Facts { get; internal set; } = ItemFacts.Empty;

    /// <summary>
    /// SHA-256 over all values above except the row number and the days on which facts were observed: the same unit with the same
    /// values has the same digest in the next file, however it was written there.
    /// </summary>
    public ReadOnlyMemory<byte> Digest { get; internal set; }
}

/// <summary>What became of one row of the file.</summary>
/// <param name="Row">See <see cref="StockRow.Row"/>.</param>
/// <param name="SourceId">Also known for most refused rows; null when it could not be read.</param>
/// <param name="Value">Null when a finding blocks: the row cannot be an item.</param>
public sealed record StockRowRead(int Row, string? SourceId, StockRow? Value, IReadOnlyList<ImportFinding> Findings)
{
    /// <summary>An error that nobody foresaw; the findings say so in words.</summary>
    public Exception? Failure { get; init; }
}
