using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import;

/// <summary>One row of a stock list, read: what the seller says about one physical unit and how it is offered.</summary>
public sealed record StockRow
{
    /// <summary>Row of the file as a spreadsheet counts them: a CSV header is row 1.</summary>
    public required int Row { get; init; }

    /// <summary>The seller's own number of the unit; the same number again means the same unit.</summary>
    public required string SourceId { get; init; }

    public required ProductCategory Category { get; init; }

    public required ListingKind Kind { get; init; }

    /// <summary>Only with <see cref="ListingKind.Sharing"/>.</summary>
    public SharingModel? SharingModel { get; init; }

    /// <summary>8, 12, 13 or 14 digits with a right check digit.</summary>
    public string? Gtin { get; init; }

    public string? Brand { get; init; }

    /// <summary>Name of the product model, not of this unit.</summary>
    public string? Name { get; init; }

    public string? ModelNumber { get; init; }

    /// <summary>The maker's serial; unique only together with <see cref="Brand"/>.</summary>
    public string? MakerSerial { get; init; }

    /// <summary>15 digits with a right check digit.</summary>
    public string? Imei { get; init; }

    /// <summary>A tag that the seller put on the unit.</summary>
    public string? Tag { get; init; }

    public CosmeticGrade? Cosmetic { get; init; }

    public FunctionalGrade? Functional { get; init; }

    public GradeScheme? GradeScheme { get; init; }

    /// <summary>Of a sale, tax included.</summary>
    public Money? Price { get; init; }

    /// <summary>Of a day of use, tax included.</summary>
    public Money? DailyRate { get; init; }

    public Money? Deposit { get; init; }

    public Money? ShippingFee { get; init; }

    public IReadOnlyList<OtherCharge> OtherCharges { get; init; } = [];

    public PaymentTiming? PaymentTiming { get; init; }

    public IReadOnlyList<PaymentMethod> PaymentMethods { get; init; } = [];

    /// <summary>Days until the unit is sent.</summary>
    public int? DeliveryDays { get; init; }

    public string? ApplicationPeriod { get; init; }

    public string? ReturnPolicy { get; init; }

    public int? WarrantyDays { get; init; }

    /// <summary>Headline of the offer; put together from brand, name and model where the list has none.</summary>
    public required string Title { get; init; }

    public string? Description { get; init; }

    public Prefecture? Prefecture { get; init; }

    public IReadOnlyList<Uri> Photos { get; init; } = [];

    public required ItemFacts Facts { get; init; }

    /// <summary>
    /// SHA-256 over all values above except the row number and the days on which facts were observed: the same unit with the same
    /// values has the same digest in the next file, however it was written there.
    /// </summary>
    public ReadOnlyMemory<byte> Digest { get; init; }
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
