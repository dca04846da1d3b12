using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Content;
using CeCommerce.Orders;
using CeCommerce.Orders.Returns;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>
/// Issues the document of an order when it is handed over: that is the supply. In the transaction of the hand-over, so that there is never one without the other
/// (docs/decisions/0034-invoices.md).
/// </summary>
internal sealed class InvoiceIssuing(CommerceDatabase database, InvoiceNumbers numbers, SupplyTerms terms) : IFollowOrder
{
    public Task MovedAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken) => order.State == OrderState.HandedOver
        ? IssueAsync(order, new(now, now, order.Lines.ToDictionary(line => line.Number, line => line.RefundedAmount)), cancellationToken)
        : Task.CompletedTask;

    /// <summary>The document of an order that a server of the version before handed over, as it would have been then. Part of the caller's transaction, which saves.</summary>
    public async Task<Invoice> IssueLateAsync(Order order, DateTimeOffset handedOverAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await database.Set<OrderRefund>().AsNoTracking().Where(refund => refund.OrderId == order.Id && refund.DecidedAt <= handedOverAt).ToListAsync(cancellationToken);
        var refunded = before.GroupBy(refund => refund.Line).ToDictionary(ofLine => ofLine.Key, ofLine => ofLine.Sum(refund => refund.Amount.Amount));
        return await IssueAsync(order, new(handedOverAt, now, refunded), cancellationToken);
    }

    /// <summary>Every document goes through here; of one that the platform issues in the stead of the seller, the seller gets its copy.</summary>
    public Invoice Add(Invoice issued)
    {
        database.Add(issued);
        if (issued.IssuerId == Invoice.Platform)
        {
            database.Add(SellerCopy.Of(issued));
        }

        return issued;
    }

    private async Task<Invoice> IssueAsync(Order order, Supply supply, CancellationToken cancellationToken)
    {
        var said = await terms.OfAsync(order.OperatorId, supply, cancellationToken);
        var number = await numbers.NextAsync(said.Seller is null ? order.OperatorId.Value : Invoice.Platform, supply.IssuedOn.Year, cancellationToken);
        return Add(Invoice.Of(InvoiceDraft.OfSupply(order, supply, said, number), number, new(order.Id.Value, supply.IssuedAt), InvoiceSale.Of(order)));
    }
}
