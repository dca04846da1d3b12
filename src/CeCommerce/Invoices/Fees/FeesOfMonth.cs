using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Orders.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Fees;

/// <summary>What was charged and given back in a month, by Japan's calendar.</summary>
internal sealed class FeesOfMonth(CommerceDatabase database)
{
    /// <summary>Operators that had fees in the month and have no invoice of it.</summary>
    public async Task<IReadOnlyList<OperatorId>> DueAsync(DateOnly month, CancellationToken cancellationToken)
    {
        var billed = await database.Set<FeeInvoice>().Where(x => x.Month == month).Select(x => x.OperatorId).ToListAsync(cancellationToken);
        var charged = await Operators(ChargedIn(month).Select(fee => fee.OrderId)).ToListAsync(cancellationToken);
        var givenBack = await Operators(GivenBackIn(month).Select(back => back.OrderId)).ToListAsync(cancellationToken);
        return [.. charged.Union(givenBack).Except(billed)];
    }

    /// <summary>By kind, rate and the month of the charge.</summary>
    public async Task<IReadOnlyList<FeeSum>> OfAsync(DateOnly month, OperatorId seller, CancellationToken cancellationToken)
    {
        var own = database.Set<Order>().Where(order => order.OperatorId == seller);
        var charged = await ChargedIn(month).Where(fee => own.Any(order => order.Id == fee.OrderId)).GroupBy(fee => fee.TaxPercent)
            .Select(of => new { Percent = of.Key, Count = of.Count(), Amount = of.Sum(fee => fee.ChargedAmount), Tax = of.Sum(fee => fee.ChargedTax) })
            .ToListAsync(cancellationToken);
        return
        [
            .. charged.Select(of => new FeeSum(FeeInvoiceLineKind.Charged, month, of.Percent, of.Count, of.Amount, of.Tax)),
            .. await GivenBackAsync(month, own, cancellationToken),
        ];
    }

    /// <summary>A return says when what it gives back was supplied (消費税法 57-4(3) ii), so by months of that.</summary>
    private async Task<IEnumerable<FeeSum>> GivenBackAsync(DateOnly month, IQueryable<Order> own, CancellationToken cancellationToken)
    {
        var given = await GivenBackIn(month).Where(back => own.Any(order => order.Id == back.OrderId))
            .Join(database.Set<LineFee>(), back => new { back.OrderId, back.Line }, fee => new { fee.OrderId, fee.Line }, (back, fee) => new { fee.TaxPercent, fee.ChargedAt, back.Amount, back.Tax })
            .ToListAsync(cancellationToken);
        return given.GroupBy(back => (Month: MonthOf(back.ChargedAt!.Value), back.TaxPercent)).Select(of => new FeeSum(
            FeeInvoiceLineKind.GivenBack, of.Key.Month, of.Key.TaxPercent, of.Count(), of.Sum(back => back.Amount), of.Sum(back => back.Tax)));
    }

    private IQueryable<OperatorId> Operators(IQueryable<OrderId> orders) =>
        database.Set<Order>().Where(order => orders.Contains(order.Id)).Select(order => order.OperatorId).Distinct();

    private IQueryable<LineFee> ChargedIn(DateOnly month)
    {
        var (start, end) = Bounds(month);
        return database.Set<LineFee>().Where(fee => fee.ChargedAt >= start && fee.ChargedAt < end && fee.ChargedAmount + fee.ChargedTax > 0);
    }

    private IQueryable<FeeReturn> GivenBackIn(DateOnly month)
    {
        var (start, end) = Bounds(month);
        return database.Set<FeeReturn>().Where(back => back.At >= start && back.At < end);
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Bounds(DateOnly month) =>
        (Tokyo.StartOf(month).ToUniversalTime(), Tokyo.StartOf(month.AddMonths(1)).ToUniversalTime());

    private static DateOnly MonthOf(DateTimeOffset moment)
    {
        var day = Tokyo.DayOf(moment);
        return new(day.Year, day.Month, 1);
    }
}
