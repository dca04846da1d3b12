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
internal sealed partial class LateInvoices(CommerceDatabase database, AtomicChanges changes, LateDocuments documents, ILogger<LateInvoices> logger)
{
    private const int Batch = 100;

    /// <summary>So many failures end a round: it is no single order that is wrong then.</summary>
    private const int Patience = 1_000;

    /// <summary>How many were issued.</summary>
    public async Task<int> IssueAsync(CancellationToken cancellationToken)
    {
        var (issued, failed) = (0, new HashSet<OrderId>());
        while (failed.Count < Patience && await DueAsync(failed, cancellationToken) is { Count: > 0 } due)
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

        return issued;
    }

    /// <summary>Handed over without a document, or with a refund after that that has none.</summary>
    private Task<List<OrderId>> DueAsync(HashSet<OrderId> failed, CancellationToken cancellationToken)
    {
        var invoices = database.Set<Invoice>();
        var refunds = database.Set<OrderRefund>();
        return database.Set<Order>().AsNoTracking()
            .Where(order => order.HandedOverAt != null && !failed.Contains(order.Id))
            .Where(order => !invoices.Any(invoice => invoice.OrderId == order.Id && invoice.CorrectsId == null)
                || refunds.Any(refund => refund.OrderId == order.Id && refund.DecidedAt > order.HandedOverAt && !invoices.Any(invoice => invoice.OrderId == order.Id && invoice.Cause == refund.Id)))
            .OrderBy(order => order.HandedOverAt)
            .Select(order => order.Id).Take(Batch).ToListAsync(cancellationToken);
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
