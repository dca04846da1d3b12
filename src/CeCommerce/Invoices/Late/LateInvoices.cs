using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Late;

/// <summary>
/// Issues what should be there and is not: documents of orders that a server of the version before handed over, and of refunds of such orders. Two servers that find the same
/// one issue one; an order that fails is logged, comes again in the next round and holds up no other.
/// </summary>
internal sealed partial class LateInvoices(CommerceDatabase database, AtomicChanges changes, LateDocuments documents, TimeProvider clock, ILogger<LateInvoices> logger)
{
    private const int Batch = 100;

    /// <summary>So many failures end a round: it is no single order that is wrong then.</summary>
    private const int Patience = 1_000;

    /// <summary>Beyond any transaction that may still be open, and any clock that may be wrong, on another server.</summary>
    private static readonly TimeSpan s_certain = TimeSpan.FromDays(1);

    /// <summary>How many were issued.</summary>
    public async Task<int> IssueAsync(CancellationToken cancellationToken)
    {
        var (now, since) = (clock.GetUtcNow(), await database.Database.SqlQuery<DateTimeOffset>($"SELECT until AS \"Value\" FROM invoices.looked_through").SingleAsync(cancellationToken));
        var (issued, failed) = (0, new HashSet<OrderId>());
        while (failed.Count < Patience && await DueAsync(since, failed, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var id in due)
            {
                var documentsOfIt = await TryAsync(id, cancellationToken);
                issued += documentsOfIt ?? 0;
                if (documentsOfIt is null or 0)
                {
                    failed.Add(id);
                }
            }
        }

        if (failed.Count == 0)
        {
            await database.SendAsync($"UPDATE invoices.looked_through SET until = greatest(until, {now - s_certain})", cancellationToken);
        }

        return issued;
    }

    /// <summary>Handed over without a document, and when there are none more, with a refund after that that has none.</summary>
    private async Task<List<OrderId>> DueAsync(DateTimeOffset since, HashSet<OrderId> failed, CancellationToken cancellationToken)
    {
        var (invoices, orders) = (database.Set<Invoice>(), database.Set<Order>());
        var without = await orders.Where(order => order.HandedOverAt >= since && !failed.Contains(order.Id) && !invoices.Any(invoice => invoice.OrderId == order.Id && invoice.CorrectsId == null))
            .OrderBy(order => order.HandedOverAt).Select(order => order.Id).Take(Batch).ToListAsync(cancellationToken);
        return without.Count > 0 ? without : await database.Set<OrderRefund>()
            .Where(refund => refund.DecidedAt >= since && !failed.Contains(refund.OrderId) && !invoices.Any(invoice => invoice.OrderId == refund.OrderId && invoice.Cause == refund.Id))
            .Where(refund => orders.Any(order => order.Id == refund.OrderId && order.HandedOverAt < refund.DecidedAt))
            .Select(refund => refund.OrderId).Distinct().OrderBy(id => id).Take(Batch).ToListAsync(cancellationToken);
    }

    private async Task<int?> TryAsync(OrderId id, CancellationToken cancellationToken)
    {
        try
        {
            return (await changes.RunAsync<int>(async () => await documents.IssueAsync(id, cancellationToken), cancellationToken)).Try(out var issued, out _) ? issued : null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            database.ChangeTracker.Clear();
            DocumentFailed(logger, failure, id.ToString());
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The late tax document of {Order} failed; it is tried again.")]
    private static partial void DocumentFailed(ILogger logger, Exception failure, string order);
}
