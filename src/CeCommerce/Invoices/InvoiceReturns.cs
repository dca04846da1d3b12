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

/// <summary>Why a return is issued.</summary>
/// <param name="Id">The refund.</param>
/// <param name="DecidedAt">When; null: at this moment.</param>
internal sealed record ReturnCause(Guid Id, DateTimeOffset? DecidedAt = null);

/// <summary>
/// Issues the document of a refund after the hand-over (消費税法 57-4(3)). Part of the caller's transaction, which saves. It is issued always, also where none is owed, and then
/// says so.
/// </summary>
internal sealed class InvoiceReturns(CommerceDatabase database, InvoiceNumbers numbers, InvoiceIssuing issuing, TimeProvider clock)
{
    /// <summary>Once for each cause. Null when nothing was handed over, so that there is nothing to correct.</summary>
    public async Task<Invoice?> ReturnAsync(Order order, IReadOnlyList<ReturnedAmount> amounts, ReturnCause cause, CancellationToken cancellationToken)
    {
        var issued = await OfAsync(order.Id, cancellationToken);
        if (issued.Find(invoice => invoice.Cause == cause.Id) is { } before)
        {
            return before;
        }

        var now = clock.GetUtcNow();
        if (await CorrectedAsync(order, issued, now, cancellationToken) is not { } corrected)
        {
            return null;
        }

        // The series is locked from here on: what others gave back of the same document is seen.
        var number = await numbers.NextAsync(corrected.IssuerId, Tokyo.DayOf(now).Year, cancellationToken);
        if (!await database.Set<Order>().AnyAsync(x => x.Id == order.Id && x.Version == order.Version, cancellationToken))
        {
            throw new ChangedMeanwhile();
        }

        var earlier = (await OfAsync(order.Id, cancellationToken)).Where(invoice => invoice.Kind.IsReturn()).SelectMany(invoice => invoice.Said.Lines).ToLookup(line => line.Number, line => line.Amount.Amount);
        var lines = ReturnedLines.Of(corrected.Said.Lines, earlier, amounts);
        var days = new ReturnDays(Tokyo.DayOf(cause.DecidedAt ?? now), Tokyo.DayOf(now));
        return issuing.Add(Invoice.Of(InvoiceDraft.OfReturn(corrected, lines, number, days), number, new(cause.Id, now, corrected.Id), InvoiceSale.Of(order)));
    }

    /// <summary>The newest document of the supply. A server of the version before handed over without one: then it comes now.</summary>
    private async Task<Invoice?> CorrectedAsync(Order order, List<Invoice> issued, DateTimeOffset now, CancellationToken cancellationToken) =>
        issued.FindLast(invoice => !invoice.Kind.IsReturn())
        ?? (order.HandedOverAt is { } at ? await issuing.IssueLateAsync(order, at, now, cancellationToken) : null);

    private Task<List<Invoice>> OfAsync(OrderId order, CancellationToken cancellationToken) =>
        database.Set<Invoice>().AsNoTracking().Where(x => x.OrderId == order).OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync(cancellationToken);
}
