using System.Text.Json;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Invoices.Fees;

public readonly record struct FeeInvoiceId(Guid Value) : ITypedId<FeeInvoiceId>
{
    public static string Prefix => "fin";

    public static FeeInvoiceId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>The platform's invoice to an operator over the fees of a month, as it was issued. Nothing of it ever changes.</summary>
public sealed class FeeInvoice
{
    private FeeInvoiceContent? _said;

    private FeeInvoice()
    {
    }

    public FeeInvoiceId Id { get; private init; }

    /// <summary>Whose series its number is of: all zeros, the platform.</summary>
    public Guid IssuerId { get; private init; }

    /// <summary>The year of the series, in Japan.</summary>
    public int Year { get; private init; }

    public int Sequence { get; private init; }

    public string Number { get; private init; } = "";

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    /// <summary>First day of the month, in Japan.</summary>
    public DateOnly Month { get; private init; }

    public DateOnly IssuedOn { get; private init; }

    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>With tax; below zero when more was given back than charged.</summary>
    public Money Total { get; private init; }

    /// <summary>What its tax, rounded once, is more than that of the lines; posted when it was issued (M3).</summary>
    public long TaxDifference { get; private init; }

    /// <summary>Canonical JSON of the <see cref="FeeInvoiceContent"/>.</summary>
    public string Content { get; private init; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>, 64 lower-case hex digits.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Kept through this day.</summary>
    public DateOnly RetainedUntil { get; private init; }

    /// <summary>Whether the platform was registered, so that it is a 適格請求書.</summary>
    internal bool IsQualified => Said.Issuer.RegistrationNumber is not null;

    internal FeeInvoiceContent Said => _said ??= JsonSerializer.Deserialize<FeeInvoiceContent>(Content, CommerceJson.Options)!;

    internal static FeeInvoice Of(FeeInvoiceContent content, SeriesNumber number, OperatorId recipient, DateTimeOffset now)
    {
        var json = CanonicalJson.Of(content);
        return new()
        {
            Id = TypedId.New<FeeInvoiceId>(now),
            IssuerId = number.Issuer,
            Year = number.Year,
            Sequence = number.Sequence,
            Number = content.Number,
            OperatorId = recipient,
            Month = content.From,
            IssuedOn = content.IssuedOn,
            IssuedAt = now,
            Total = content.Total,
            TaxDifference = content.Rates.Sum(rate => rate.Tax.Amount - rate.TaxOfLines.Amount),
            Content = json,
            Digest = CanonicalJson.Digest(json),
            RetainedUntil = Invoice.KeptUntil(content.IssuedOn),
        };
    }
}
