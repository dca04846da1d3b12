using CeCommerce.Invoices.Content;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>What is given back of an order.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="OrderLine">Which unit, by the order's number of the line; null of shipping and charges.</param>
/// <param name="Amount">With tax.</param>
internal sealed record ReturnedAmount(InvoiceLineKind Kind, int? OrderLine, Money Amount);

/// <summary>
/// Issues the document of a refund after the hand-over (消費税法 57-4(3)). Part of the caller's transaction, which saves. It is issued always, also where none is owed, and then
/// says so.
/// </summary>
internal sealed class InvoiceReturns(CommerceDatabase database, InvoiceNumbers numbers, TimeProvider clock)
{
    /// <summary>Once for each cause. Null when nothing was handed over, so that there is nothing to correct.</summary>
    /// <param name="cause">The refund.</param>
    public async Task<Invoice?> ReturnAsync(Order order, IReadOnlyList<ReturnedAmount> amounts, Guid cause, CancellationToken cancellationToken)
    {
        var issued = await OfAsync(order.Id, cancellationToken);
        if (issued.Find(invoice => invoice.Cause == cause) is not null || issued is [])
        {
            return issued.Find(invoice => invoice.Cause == cause);
        }

        // The series is locked from here on: what others gave back of the same document is seen.
        var (corrected, now) = (issued[0], clock.GetUtcNow());
        var day = Tokyo.DayOf(now);
        var number = await numbers.NextAsync(corrected.IssuerId, day.Year, cancellationToken);
        if (!await database.Set<Order>().AnyAsync(x => x.Id == order.Id && x.Version == order.Version, cancellationToken))
        {
            throw new ChangedMeanwhile();
        }

        var earlier = (await OfAsync(order.Id, cancellationToken)).Skip(1).SelectMany(invoice => invoice.Said.Lines).ToLookup(line => line.Number, line => line.Amount.Amount);
        var lines = ReturnedLines.Of(corrected.Said.Lines, earlier, amounts);
        var returned = Invoice.Of(InvoiceDraft.OfReturn(corrected, lines, number, day), number, new(cause, now, corrected.Id), InvoiceSale.Of(order));
        database.Add(returned);
        return returned;
    }

    /// <summary>The document of the supply first.</summary>
    private Task<List<Invoice>> OfAsync(OrderId order, CancellationToken cancellationToken) =>
        database.Set<Invoice>().AsNoTracking().Where(x => x.OrderId == order).OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync(cancellationToken);
}
