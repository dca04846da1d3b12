using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Late;

/// <summary>What one order lacks. Part of the caller's transaction, which saves.</summary>
internal sealed class LateDocuments(CommerceDatabase database, InvoiceIssuing issuing, InvoiceReturns returns, TimeProvider clock)
{
    /// <summary>How many were issued; each saved before the next is written, which looks for it.</summary>
    public async Task<int> IssueAsync(OrderId id, CancellationToken cancellationToken)
    {
        var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
        if (order.HandedOverAt is not { } handedOverAt)
        {
            return 0;
        }

        var issued = 0;
        if (!await database.Set<Invoice>().AnyAsync(x => x.OrderId == id && x.CorrectsId == null, cancellationToken))
        {
            await issuing.IssueLateAsync(order, handedOverAt, clock.GetUtcNow(), cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            issued++;
        }

        foreach (var (refund, back) in await BackAsync(order, handedOverAt, cancellationToken))
        {
            if (await database.Set<Invoice>().AnyAsync(x => x.OrderId == id && x.Cause == refund.Id, cancellationToken))
            {
                continue;
            }

            await returns.ReturnAsync(order, InvoiceRefunds.Amounts(order, back), new(refund.Id, refund.DecidedAt), cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            issued++;
        }

        return issued;
    }

    /// <summary>What was given back after the hand-over: of a refund the unit's price first, and what is more of the rest of the order.</summary>
    private async Task<List<(OrderRefund Refund, GivenBack Back)>> BackAsync(Order order, DateTimeOffset handedOverAt, CancellationToken cancellationToken)
    {
        var left = order.Lines.ToDictionary(line => line.Number, line => line.Price.Amount);
        var refunds = await database.Set<OrderRefund>().AsNoTracking().Where(refund => refund.OrderId == order.Id).OrderBy(refund => refund.Id).ToListAsync(cancellationToken);
        List<(OrderRefund, GivenBack)> back = [];
        foreach (var refund in refunds)
        {
            var (all, ofLine) = (refund.Amount.Amount, Math.Min(refund.Amount.Amount, left[refund.Line]));
            left[refund.Line] -= ofLine;
            if (refund.DecidedAt > handedOverAt)
            {
                back.Add((refund, new(refund.Id, refund.Line, refund.Amount with { Amount = ofLine }, refund.Amount with { Amount = all - ofLine })));
            }
        }

        return back;
    }
}
