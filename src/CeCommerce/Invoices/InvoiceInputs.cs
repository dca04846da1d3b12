using CeCommerce.Operators;

namespace CeCommerce.Invoices;

/// <summary>Which documents; what is left out narrows nothing (電子帳簿保存法施行規則 2(6) v: by day, amount and counterparty, each also as a range and together).</summary>
/// <param name="From">First day of issue, in Japan.</param>
/// <param name="To">Last day of issue, inclusive.</param>
/// <param name="MinAmount">Lowest total in yen, included.</param>
/// <param name="MaxAmount">Highest total in yen, included.</param>
/// <param name="Counterparty">The partner app's own id of the buyer, in full.</param>
/// <param name="OperatorId">Only sales of this operator.</param>
/// <param name="Kinds">Any of these.</param>
/// <param name="Number">The number on it, in full.</param>
public sealed record InvoiceFilterInput(
    DateOnly? From,
    DateOnly? To,
    long? MinAmount,
    long? MaxAmount,
    string? Counterparty,
    OperatorId? OperatorId,
    IReadOnlyList<InvoiceKind>? Kinds,
    string? Number)
{
    internal IQueryable<Invoice> Of(IQueryable<Invoice> invoices)
    {
        invoices = From is { } from ? invoices.Where(x => x.IssuedOn >= from) : invoices;
        invoices = To is { } to ? invoices.Where(x => x.IssuedOn <= to) : invoices;
        invoices = MinAmount is { } least ? invoices.Where(x => x.Total.Amount >= least) : invoices;
        invoices = MaxAmount is { } most ? invoices.Where(x => x.Total.Amount <= most) : invoices;
        invoices = Counterparty is { } buyer ? invoices.Where(x => x.ConsumerId == buyer) : invoices;
        invoices = OperatorId is { } seller ? invoices.Where(x => x.OperatorId == seller) : invoices;
        invoices = Kinds is { } kinds ? invoices.Where(x => kinds.Contains(x.Kind)) : invoices;
        return Number is { } number ? invoices.Where(x => x.Number == number) : invoices;
    }

    /// <summary>Equal for filters that let the same through.</summary>
    internal string Text => string.Join('|', From, To, MinAmount, MaxAmount, Counterparty, OperatorId, Kinds is null ? null : string.Join(',', Kinds), Number);
}
