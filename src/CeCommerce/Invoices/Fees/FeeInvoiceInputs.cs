using CeCommerce.Operators;

namespace CeCommerce.Invoices.Fees;

/// <summary>Which fee invoices; what is left out narrows nothing.</summary>
/// <param name="OperatorId">Only those to this operator.</param>
/// <param name="Month">Only those of the month that has this day.</param>
/// <param name="From">First day of issue, in Japan.</param>
/// <param name="To">Last day of issue, inclusive.</param>
/// <param name="MinAmount">Lowest total in yen, included.</param>
/// <param name="MaxAmount">Highest total in yen, included.</param>
public sealed record FeeInvoiceFilterInput(OperatorId? OperatorId, DateOnly? Month, DateOnly? From, DateOnly? To, long? MinAmount, long? MaxAmount)
{
    internal IQueryable<FeeInvoice> Of(IQueryable<FeeInvoice> invoices)
    {
        invoices = OperatorId is { } recipient ? invoices.Where(x => x.OperatorId == recipient) : invoices;
        invoices = Month is { } day ? InMonth(invoices, new(day.Year, day.Month, 1)) : invoices;
        invoices = From is { } from ? invoices.Where(x => x.IssuedOn >= from) : invoices;
        invoices = To is { } to ? invoices.Where(x => x.IssuedOn <= to) : invoices;
        invoices = MinAmount is { } least ? invoices.Where(x => x.Total.Amount >= least) : invoices;
        return MaxAmount is { } most ? invoices.Where(x => x.Total.Amount <= most) : invoices;
    }

    /// <summary>Equal for filters that let the same through.</summary>
    internal string Text => string.Join('|', OperatorId, Month, From, To, MinAmount, MaxAmount);

    private static IQueryable<FeeInvoice> InMonth(IQueryable<FeeInvoice> invoices, DateOnly first) => invoices.Where(x => x.Month == first);
}
