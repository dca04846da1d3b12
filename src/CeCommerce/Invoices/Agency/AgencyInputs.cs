namespace CeCommerce.Invoices.Agency;

/// <summary>Who runs the platform, as it stands on tax documents.</summary>
internal sealed record SetPlatformIssuerInput
{
    /// <summary>Registered name, at most 200 characters.</summary>
    public required string LegalName { get; init; }

    /// <summary>Name of the platform when it differs.</summary>
    public string? TradeName { get; init; }

    /// <summary>適格請求書発行事業者登録番号, `T` and 13 digits; left out: not registered.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>Of the address.</summary>
    public required string PostalCode { get; init; }

    /// <summary>Where it is.</summary>
    public required string Address { get; init; }

    /// <summary>Where it answers the telephone.</summary>
    public required string Phone { get; init; }

    /// <summary>First day on which it holds, in Japan; left out: tomorrow, which is the earliest.</summary>
    public DateOnly? From { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>From when on the platform issues for the caller's operator.</summary>
internal sealed record NotifyInvoiceRegistrationInput
{
    /// <summary>First day of supply, in Japan; left out: tomorrow, which is the earliest.</summary>
    public DateOnly? From { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Taking it back.</summary>
internal sealed record RevokeInvoiceRegistrationInput
{
    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }
}
