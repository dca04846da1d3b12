using CeCommerce.Standards;

namespace CeCommerce.Operators;

/// <summary>Legal identity and contact of an operator.</summary>
/// <param name="LegalName">Registered name, as on the permit.</param>
/// <param name="TradeName">Shop name (屋号) when it differs.</param>
/// <param name="IsCorporation">False for a sole proprietor.</param>
/// <param name="CorporateNumber">法人番号, 13 digits with a right check digit.</param>
/// <param name="IsTaxable">Whether it is a taxable business (課税事業者).</param>
/// <param name="InvoiceNumber">`T` and 13 digits; blanks, hyphens and full-width letters are put right.</param>
/// <param name="ShopUrl">Where its own shop stands.</param>
/// <param name="Types">What it does.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Address">Address of the business.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="ResponsiblePerson">Representative or responsible person (特定商取引法施行規則 23).</param>
/// <param name="Email">E-mail for inquiries.</param>
/// <param name="ComplaintHours">When complaints are answered (取引DPF法 3(1)i).</param>
/// <param name="GradeDefinition">What the grades of the shop's own scheme (`SHOP`) mean, shown to buyers; at most 2,000 characters.</param>
/// <param name="ShopUrlSince">First day on which the shop stood at its address; a new address is notified within 14 days (古物営業法施行規則 5(6)).</param>
public sealed record OperatorProfileInput(
    string LegalName,
    string? TradeName,
    bool IsCorporation,
    string? CorporateNumber,
    bool IsTaxable,
    string? InvoiceNumber,
    string? ShopUrl,
    IReadOnlyList<OperatorType> Types,
    string PostalCode,
    string Address,
    string Phone,
    string ResponsiblePerson,
    string? Email,
    string? ComplaintHours,
    string? GradeDefinition,
    DateOnly? ShopUrlSince)
{
    internal OperatorProfile AsProfile() => new(
        LegalName, TradeName, IsCorporation, CorporateNumber, IsTaxable, WrittenNumbers.Invoice(InvoiceNumber), ShopUrl, Types,
        new(PostalCode, Address, Phone, ResponsiblePerson, Email, ComplaintHours), GradeDefinition, ShopUrlSince);
}

/// <summary>A new operator.</summary>
/// <param name="Code">Short stable name: 3 to 40 lower-case letters, digits and hyphens.</param>
/// <param name="Profile">Legal identity and contact.</param>
public sealed record RegisterOperatorInput(string Code, OperatorProfileInput Profile);

/// <summary>An operator described anew.</summary>
/// <param name="Id">The operator.</param>
/// <param name="Profile">Legal identity and contact, complete.</param>
public sealed record DescribeOperatorInput(OperatorId Id, OperatorProfileInput Profile);

/// <summary>A second-hand dealer's permit (古物商許可); the same number again replaces it, e.g. to give it an end.</summary>
/// <param name="Id">The operator.</param>
/// <param name="PermitNumber">12 digits.</param>
/// <param name="Commission">Prefecture code of the issuing public safety commission, 1 to 47.</param>
/// <param name="Categories">The goods categories that it names.</param>
/// <param name="RegisteredName">Name as registered; no trade name.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; leave out while it stands.</param>
public sealed record RecordLicenceInput(
    OperatorId Id, string PermitNumber, int Commission, IReadOnlyList<KobutsuCategory> Categories, string RegisteredName, DateOnly ValidFrom, DateOnly? ValidTo)
{
    internal DealerLicence AsLicence() => new(PermitNumber, Commission, Categories, RegisteredName, ValidFrom, ValidTo);
}

/// <summary>A shop address that was notified to the commission (古物営業法 5(1)vi).</summary>
/// <param name="Id">The operator.</param>
/// <param name="Url">The address.</param>
/// <param name="ValidFrom">Since when.</param>
/// <param name="ValidTo">Last day; leave out while it stands.</param>
public sealed record NotifyUrlInput(OperatorId Id, string Url, DateOnly ValidFrom, DateOnly? ValidTo);
