using CeCommerce.Invoices.Content;

namespace CeCommerce.Invoices.Agency;

/// <summary>The company that runs the platform, as it stands on tax documents that it issues, from one day on; what was set never changes, a later day may say otherwise.</summary>
public sealed class PlatformIssuer
{
    private PlatformIssuer()
    {
    }

    /// <summary>First day on which it holds, in Japan.</summary>
    public DateOnly From { get; private init; }

    public string LegalName { get; private init; } = "";

    public string? TradeName { get; private init; }

    /// <summary>適格請求書発行事業者登録番号; null while it is not registered.</summary>
    public string? RegistrationNumber { get; private init; }

    public string PostalCode { get; private init; } = "";

    public string Address { get; private init; } = "";

    public string Phone { get; private init; } = "";

    public DateTimeOffset SetAt { get; private init; }

    internal InvoiceParty AsParty() => new(LegalName, TradeName, RegistrationNumber, PostalCode, Address, Phone);

    internal static PlatformIssuer Of(SetPlatformIssuerInput input, string? registrationNumber, DateOnly from, DateTimeOffset now) => new()
    {
        From = from,
        LegalName = input.LegalName,
        TradeName = input.TradeName,
        RegistrationNumber = registrationNumber,
        PostalCode = input.PostalCode,
        Address = input.Address,
        Phone = input.Phone,
        SetAt = now,
    };
}
