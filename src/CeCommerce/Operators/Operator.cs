using System.Text.Json.Serialization;
using CeCommerce.Operators.Payouts;
using CeCommerce.Operators.SellerTerms;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;

namespace CeCommerce.Operators;

public readonly record struct OperatorId(Guid Value) : ITypedId<OperatorId>
{
    public static string Prefix => "opr";

    public static OperatorId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// A CE-commerce operator: the business that lists, rents or sells, and whom the standards bind. The tenant of everything
/// that it owns.
/// </summary>
public sealed class Operator
{
    private readonly List<OperatorVersion> _replaced = [];

    private Operator()
    {
    }

    public OperatorId Id { get; private init; }

    /// <summary>Short stable name for command lines and addresses: lower-case letters, digits and hyphens, 3 to 40.</summary>
    public string Code { get; private init; } = "";

    public OperatorProfile Profile { get; private set; } = OperatorProfile.Empty;

    /// <summary>Second-hand dealer permits (古物商許可), past ones included: a report of an earlier day needs them.</summary>
    public IReadOnlyList<DealerLicence> Licences { get; private set; } = [];

    /// <summary>Addresses of shops notified to the police (古物営業法 5(1)vi), with the days on which they count.</summary>
    public IReadOnlyList<NotifiedUrl> NotifiedUrls { get; private set; } = [];

    /// <summary>The rules of its own that its listings are held to beyond the edition; null when it has none in use.</summary>
    public OperatorRulesInUse? OwnRules { get; private set; }

    /// <summary>The platform's terms that it accepted; null while it has accepted none.</summary>
    public AcceptedTerms? Terms { get; private set; }

    /// <summary>Whether its payment processor would pay it; null while it has no account there.</summary>
    public PayoutStanding? Payouts { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Since when it has been on record as it is now; <see cref="OperatorVersion"/> has what was on record before.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>What was replaced since this was loaded.</summary>
    internal IReadOnlyList<OperatorVersion> Replaced => _replaced;

    public uint Version { get; private set; }

    public static Operator Register(OperatorId id, string code, OperatorProfile profile, DateTimeOffset now) =>
        new() { Id = id, Code = code, Profile = profile, CreatedAt = now, RecordedAt = now };

    public void Describe(OperatorProfile profile, DateTimeOffset now) => Replace(now, () => Profile = profile);

    public void Hold(DealerLicence licence, DateTimeOffset now) =>
        Replace(now, () => Licences = [.. Licences.Where(l => l.PermitNumber != licence.PermitNumber), licence]);

    public void Notify(NotifiedUrl url, DateTimeOffset now) =>
        Replace(now, () => NotifiedUrls = [.. NotifiedUrls.Where(u => !string.Equals(u.Url, url.Url, StringComparison.OrdinalIgnoreCase)), url]);

    public void Use(OperatorRulesInUse? rules, DateTimeOffset now) => Replace(now, () => OwnRules = rules);

    /// <summary>No rule looks at it, so it makes no version.</summary>
    internal void Accept(AcceptedTerms terms) => Terms = terms;

    internal void Stands(PayoutStanding standing) => Payouts = standing;

    public OperatorRecord AsRecord() => new(Profile with { Contact = OperatorProfile.Empty.Contact }, Licences, NotifiedUrls) { OwnRules = OwnRules };

    /// <summary>The permit that is shown on <paramref name="day"/>: with goods of a known category one that covers them, else the newest.</summary>
    public DealerLicence? LicenceOn(DateOnly day, KobutsuCategory? goods = null) => Permits.Shown(Licences, day, goods);

    private void Replace(DateTimeOffset now, Action change)
    {
        var before = AsRecord();
        change();
        var recorded = Versions.After(RecordedAt, now);
        _replaced.Add(new OperatorVersion(Id, RecordedAt, recorded, before));
        RecordedAt = recorded;
    }
}

/// <summary>Everything about an operator that rules look at, so not whom to write to; each permit and address has the days on which it holds.</summary>
public sealed record OperatorRecord(OperatorProfile Profile, IReadOnlyList<DealerLicence> Licences, IReadOnlyList<NotifiedUrl> NotifiedUrls)
{
    /// <summary>The rules of its own that were in use; null when none were.</summary>
    public OperatorRulesInUse? OwnRules { get; init; }
}

/// <summary>Legal identity and contact of an operator (特定商取引法 11 vi, 施行規則 23).</summary>
/// <param name="LegalName">Registered name; for a sole proprietor the person's name as on the permit.</param>
/// <param name="TradeName">Shop name (屋号) when it differs.</param>
/// <param name="CorporateNumber">法人番号, 13 digits; companies only.</param>
/// <param name="InvoiceNumber">適格請求書発行事業者登録番号, <c>T</c> and 13 digits.</param>
/// <param name="ShopUrl">Where the operator's own shop stands.</param>
/// <param name="Types">What it does as a CE-commerce operator.</param>
/// <param name="IsCorporation">Whether it is a company.</param>
/// <param name="IsTaxable">Whether it owes consumption tax (課税事業者).</param>
/// <param name="Contact">Whom to write to and call.</param>
/// <param name="GradeDefinition">What the grades of the shop's own scheme mean; null when it uses none.</param>
/// <param name="ShopUrlSince">First day on which the shop stood at its address; null when not stated.</param>
public sealed record OperatorProfile(
    string LegalName,
    string? TradeName,
    bool IsCorporation,
    string? CorporateNumber,
    bool IsTaxable,
    string? InvoiceNumber,
    string? ShopUrl,
    IReadOnlyList<OperatorType> Types,
    OperatorContact Contact,
    string? GradeDefinition = null,
    DateOnly? ShopUrlSince = null)
{
    public static readonly OperatorProfile Empty = new("", null, false, null, false, null, null, [], new("", "", "", "", null, null));
}

/// <summary>What 特定商取引法 11 vi wants shown: address, phone, the responsible person, e-mail; and where complaints go (取引DPF法 3(1)i).</summary>
/// <param name="PostalCode">郵便番号.</param>
/// <param name="Address">Where the business is.</param>
/// <param name="Phone">Where it answers the telephone.</param>
/// <param name="ResponsiblePerson">Who answers for the sales (代表者または業務責任者).</param>
/// <param name="Email">Where it reads mail.</param>
/// <param name="ComplaintHours">When complaints are taken.</param>
public sealed record OperatorContact(
    string PostalCode, string Address, string Phone, string ResponsiblePerson, string? Email, string? ComplaintHours);

/// <summary>A second-hand dealer's permit (古物商許可, 古物営業法 3).</summary>
/// <param name="PermitNumber">12 digits.</param>
/// <param name="Commission">JIS X 0401 prefecture code of the issuing public safety commission, 1 to 47.</param>
/// <param name="Categories">Which of the 13 goods categories it names (5(1)iii).</param>
/// <param name="RegisteredName">Name as registered; no trade name.</param>
/// <param name="ValidTo">Last day, inclusive; null while it stands.</param>
/// <param name="ValidFrom">First day.</param>
public sealed record DealerLicence(
    string PermitNumber,
    int Commission,
    IReadOnlyList<KobutsuCategory> Categories,
    string RegisteredName,
    DateOnly ValidFrom,
    DateOnly? ValidTo) : IPermit
{
    // Written out, so that neither the stored record nor the schema shows them.
    DateOnly? IPermit.ValidFrom => ValidFrom;

    bool IPermit.HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>東京都公安委員会, as 古物営業法 12(3) wants it shown.</summary>
    [JsonIgnore]
    public LocalText CommissionName => PublicSafetyCommissions.All[Commission - 1].Name;
}

/// <summary>A shop address that the operator notified to its commission, and since when.</summary>
/// <param name="Url">The address as notified.</param>
/// <param name="ValidFrom">First day on which it counts.</param>
/// <param name="ValidTo">Last day, inclusive; null while it stands.</param>
public sealed record NotifiedUrl(string Url, DateOnly ValidFrom, DateOnly? ValidTo);
