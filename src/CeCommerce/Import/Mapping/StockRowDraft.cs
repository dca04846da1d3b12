using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>A row while its cells are read; one for each open file, emptied for every row.</summary>
internal sealed class StockRowDraft(DateOnly today)
{
    private readonly List<Fact> _facts = [];

    /// <summary>In Asia/Tokyo; nothing was made, erased or checked after it.</summary>
    public DateOnly Today => today;

    public string? SourceId { get; set; }

    public ProductCategory? Category { get; set; }

    public ListingKind? Kind { get; set; }

    public SharingModel? SharingModel { get; set; }

    public string? Gtin { get; set; }

    public string? Brand { get; set; }

    public string? Name { get; set; }

    public string? ModelNumber { get; set; }

    public string? MakerSerial { get; set; }

    public string? Imei { get; set; }

    public string? Tag { get; set; }

    public CosmeticGrade? Cosmetic { get; set; }

    public FunctionalGrade? Functional { get; set; }

    public GradeScheme? GradeScheme { get; set; }

    public long? Price { get; set; }

    public long? DailyRate { get; set; }

    public long? Deposit { get; set; }

    public long? ShippingFee { get; set; }

    public IReadOnlyList<OtherCharge> OtherCharges { get; set; } = [];

    public PaymentTiming? PaymentTiming { get; set; }

    public IReadOnlyList<PaymentMethod> PaymentMethods { get; set; } = [];

    public int? DeliveryDays { get; set; }

    public string? ApplicationPeriod { get; set; }

    public string? ReturnPolicy { get; set; }

    public int? WarrantyDays { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public Prefecture? Prefecture { get; set; }

    public IReadOnlyList<Uri> Photos { get; set; } = [];

    public void Add(Fact fact) => _facts.Add(fact);

    public void Clear()
    {
        (SourceId, Category, Kind, SharingModel, Gtin) = (null, null, null, null, null);
        (Brand, Name, ModelNumber, MakerSerial, Imei, Tag) = (null, null, null, null, null, null);
        (Cosmetic, Functional, GradeScheme) = (null, null, null);
        (Price, DailyRate, Deposit, ShippingFee) = (null, null, null, null);
        (OtherCharges, PaymentTiming, PaymentMethods, DeliveryDays) = ([], null, [], null);
        (ApplicationPeriod, ReturnPolicy, WarrantyDays) = (null, null, null);
        (Title, Description, Prefecture, Photos) = (null, null, null, []);
        _facts.Clear();
    }

    /// <summary>The row, without its digest; the caller has seen to it that number, category and kind are there.</summary>
    public StockRow Build(int row) => new()
    {
        Row = row,
        SourceId = SourceId!,
        Category = Category!,
        Kind = Kind!.Value,
        SharingModel = SharingModel,
        Gtin = Gtin,
        Brand = Brand,
        Name = Name,
        ModelNumber = ModelNumber,
        MakerSerial = MakerSerial,
        Imei = Imei,
        Tag = Tag,
        Cosmetic = Cosmetic,
        Functional = Functional,
        GradeScheme = GradeScheme,
        Price = Yen(Price),
        DailyRate = Yen(DailyRate),
        Deposit = Yen(Deposit),
        ShippingFee = Yen(ShippingFee),
        OtherCharges = OtherCharges,
        PaymentTiming = PaymentTiming,
        PaymentMethods = PaymentMethods,
        DeliveryDays = DeliveryDays,
        ApplicationPeriod = ApplicationPeriod,
        ReturnPolicy = ReturnPolicy,
        WarrantyDays = WarrantyDays,
        Title = Title ?? string.Join(' ', new[] { Brand, Name ?? Category!.Name.Ja, ModelNumber }.OfType<string>()),
        Description = Description,
        Prefecture = Prefecture,
        Photos = Photos,
        Facts = ItemFacts.Of(_facts),
    };

    private static Money? Yen(long? amount) => amount is { } yen ? Money.Jpy(yen) : null;
}
