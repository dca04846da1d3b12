namespace CeCommerce.Standards;

/// <summary>Everything a rule may look at: one offer of one unit by one operator on one day.</summary>
public sealed record ListingFacts
{
    /// <summary>The day in Asia/Tokyo; rules and goods lists are those in force on it.</summary>
    public required DateOnly Today { get; init; }

    public required ListingKind Kind { get; init; }

    /// <summary>Only with <see cref="ListingKind.Sharing"/>.</summary>
    public SharingModel? SharingModel { get; init; }

    /// <summary>Code of the <see cref="ProductCategory"/>.</summary>
    public required string Category { get; init; }

    public ItemFacts Facts { get; init; } = ItemFacts.Empty;

    public FunctionalGrade? FunctionalGrade { get; init; }

    public CosmeticGrade? CosmeticGrade { get; init; }

    public GradeScheme? GradeScheme { get; init; }

    /// <summary>Whether the maker's serial is recorded; the serial itself is none of the rules' business.</summary>
    public bool HasMakerSerial { get; init; }

    public bool HasImei { get; init; }

    public string? ModelNumber { get; init; }

    public string Title { get; init; } = "";

    public string Description { get; init; } = "";

    public int PhotoCount { get; init; }

    public OfferTerms Offer { get; init; } = OfferTerms.None;

    /// <summary>What is stated before a lease; only with <see cref="ListingKind.Sharing"/>.</summary>
    public StatedDisclosure? LeaseDisclosure { get; init; }

    /// <summary>The recalls in force that concern the unit; null when none does.</summary>
    public IReadOnlyList<ListedRecall>? Recalls { get; init; }

    public required OperatorFacts Operator { get; init; }

    /// <summary>The permit that is shown with these goods on that day (古物営業法 12(3)); null when none holds.</summary>
    /// <param name="goods">Their category by the edition that judges.</param>
    internal LicenceFacts? ShownLicence(KobutsuCategory? goods) => Permits.Shown(Operator.Licences, Today, goods);
}

/// <summary>A charge besides price and shipping, in minor units with tax (特定商取引法施行規則 23 iv).</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Amount">Yen with tax.</param>
public sealed record OtherCharge(string Name, long Amount);

/// <summary>The terms of the offer. Amounts are minor units of <see cref="Currency"/> and include tax; null means not stated.</summary>
public sealed record OfferTerms
{
    public static OfferTerms None { get; } = new();

    public string Currency { get; init; } = "JPY";

    public long? Price { get; init; }

    public long? HourlyRate { get; init; }

    public long? DailyRate { get; init; }

    public long? WeeklyRate { get; init; }

    /// <summary>For subscriptions and leases.</summary>
    public long? MonthlyRate { get; init; }

    public long? Deposit { get; init; }

    /// <summary>0: included in the price.</summary>
    public long? ShippingFee { get; init; }

    public IReadOnlyList<OtherCharge> OtherCharges { get; init; } = [];

    public PaymentTiming? PaymentTiming { get; init; }

    public IReadOnlyList<PaymentMethod> PaymentMethods { get; init; } = [];

    /// <summary>Days from the order to dispatch or hand-over.</summary>
    public int? DeliveryDays { get; init; }

    /// <summary>Null: applications are not limited in time, which needs no statement (特定商取引法 11 iv asks for one "if any").</summary>
    public string? ApplicationPeriod { get; init; }

    public string? ReturnPolicy { get; init; }

    public int? WarrantyDays { get; init; }
}

/// <summary>A second-hand dealer's permit (古物商許可) as recorded.</summary>
/// <param name="PermitNumber">12 digits.</param>
/// <param name="Commission">Name of the public safety commission, 東京都公安委員会.</param>
/// <param name="ValidFrom">First day on which the record holds; null: always.</param>
/// <param name="ValidTo">First day on which it no longer holds; null: no end.</param>
public sealed record LicenceFacts(string PermitNumber, string Commission, IReadOnlyList<KobutsuCategory> Categories, string RegisteredName, DateOnly? ValidFrom = null, DateOnly? ValidTo = null) : IPermit
{
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);
}

/// <summary>A shop address notified to the commission as recorded.</summary>
/// <param name="Url">As notified.</param>
/// <param name="ValidFrom">First day on which it counts; null: always.</param>
/// <param name="ValidTo">First day on which it no longer counts; null: no end.</param>
public sealed record NotifiedUrlFacts(string Url, DateOnly? ValidFrom = null, DateOnly? ValidTo = null)
{
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);
}

/// <summary>A pack of an operator's own rules, which are asked after those of the edition.</summary>
/// <param name="Version">As the operator calls it, e.g. <c>2026.12.1</c>.</param>
/// <param name="Digest">SHA-256 of its file, 64 lower-case hex digits.</param>
public sealed record OperatorRulesInUse(string Version, string Digest);

/// <summary>The operator as the rules see it.</summary>
public sealed record OperatorFacts
{
    public IReadOnlyList<OperatorType> Types { get; init; } = [];

    public IReadOnlyList<LicenceFacts> Licences { get; init; } = [];

    /// <summary>The addresses notified to the commission (古物営業法 5(1)vi).</summary>
    public IReadOnlyList<NotifiedUrlFacts> NotifiedUrls { get; init; } = [];

    /// <summary>Where the operator's goods are shown.</summary>
    public string? ShopUrl { get; init; }

    /// <summary>First day on which they were shown there; null: not stated.</summary>
    public DateOnly? ShopUrlSince { get; init; }

    /// <summary>T and 13 digits.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>法人番号, 13 digits.</summary>
    public string? CorporateNumber { get; init; }

    public bool IsCorporation { get; init; }

    public bool IsTaxable { get; init; }

    public string? LegalName { get; init; }

    /// <summary>What the shop's own grades mean; needed only under <see cref="GradeScheme.Shop"/>.</summary>
    public string? GradeDefinition { get; init; }

    /// <summary>The rules of its own that it has in use; null when it has none.</summary>
    public OperatorRulesInUse? OwnRules { get; init; }
}
