using System.Text.Json;
using CeCommerce.Invoices.Content;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;

namespace CeCommerce.Invoices;

public readonly record struct InvoiceId(Guid Value) : ITypedId<InvoiceId>
{
    public static string Prefix => "inv";

    public static InvoiceId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>A tax document as it was issued. Nothing of it ever changes; what was wrong is put right by another.</summary>
public sealed class Invoice
{
    /// <summary>
    /// Copies are kept for seven years from two months after the end of the tax period (消費税法施行令 70-13). A period has a year at most, so this is enough whichever it is.
    /// </summary>
    private const int YearsKept = 8;
    private const int MonthsKept = 2;

    /// <summary>As whose the series of the platform is kept.</summary>
    internal static readonly Guid Platform = Guid.Empty;

    private InvoiceContent? _said;

    private Invoice()
    {
    }

    public InvoiceId Id { get; private init; }

    public InvoiceKind Kind { get; private init; }

    /// <summary>Whose series its number is of: an operator, or the platform (all zeros).</summary>
    public Guid IssuerId { get; private init; }

    /// <summary>The year of the series, in Japan.</summary>
    public int Year { get; private init; }

    /// <summary>In its series, from 1 and without gaps.</summary>
    public int Sequence { get; private init; }

    public string Number { get; private init; } = "";

    /// <summary>Who sold.</summary>
    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    public OrderId OrderId { get; private init; }

    /// <summary>The app through which it was bought.</summary>
    public string ClientId { get; private init; } = "";

    /// <summary>The app's own id of the buyer.</summary>
    public string ConsumerId { get; private init; } = "";

    public DateOnly IssuedOn { get; private init; }

    public DateTimeOffset IssuedAt { get; private init; }

    /// <summary>With tax.</summary>
    public Money Total { get; private init; }

    /// <summary>What a return gives back of.</summary>
    public InvoiceId? CorrectsId { get; private init; }

    /// <summary>What asked for it, once for each order: the order itself or a refund.</summary>
    public Guid Cause { get; private init; }

    /// <summary>Canonical JSON of the <see cref="InvoiceContent"/>.</summary>
    public string Content { get; private init; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>, 64 lower-case hex digits.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Kept through this day.</summary>
    public DateOnly RetainedUntil { get; private init; }

    internal InvoiceContent Said => _said ??= JsonSerializer.Deserialize<InvoiceContent>(Content, CommerceJson.Options)!;

    internal static DateOnly KeptUntil(DateOnly issuedOn) => issuedOn.AddYears(YearsKept).AddMonths(MonthsKept);

    internal static Invoice Of(InvoiceContent content, SeriesNumber number, InvoiceCause cause, InvoiceSale sale)
    {
        var json = CanonicalJson.Of(content);
        return new()
        {
            Id = TypedId.New<InvoiceId>(cause.At),
            Kind = content.Kind,
            IssuerId = number.Issuer,
            Year = number.Year,
            Sequence = number.Sequence,
            Number = content.Number,
            OperatorId = sale.OperatorId,
            OrderId = sale.OrderId,
            ClientId = sale.ClientId,
            ConsumerId = sale.ConsumerId,
            IssuedOn = content.IssuedOn,
            IssuedAt = cause.At,
            Total = content.Total,
            CorrectsId = cause.Corrects,
            Cause = cause.Id,
            Content = json,
            Digest = CanonicalJson.Digest(json),
            RetainedUntil = KeptUntil(content.IssuedOn),
        };
    }
}

/// <summary>Whose sale a document is about.</summary>
internal sealed record InvoiceSale(OperatorId OperatorId, OrderId OrderId, string ClientId, string ConsumerId)
{
    public static InvoiceSale Of(Order order) => new(order.OperatorId, order.Id, order.ClientId, order.ConsumerId);
}

/// <summary>Why a document is issued.</summary>
/// <param name="Id">Once for each order.</param>
/// <param name="Corrects">Of a return, what it gives back of.</param>
internal sealed record InvoiceCause(Guid Id, DateTimeOffset At, InvoiceId? Corrects = null);
