using CeCommerce.Invoices.Content;
using CeCommerce.Orders;
using CeCommerce.Personal.Retained;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Named;

/// <summary>Issues qualified invoices with a name. Part of the caller's transaction, which saves.</summary>
internal sealed class NamedDocuments(CommerceDatabase database, InvoiceNumbers numbers, InvoiceIssuing issuing, TimeProvider clock)
{
    /// <summary>A name that was mistyped is put right by another document (消費税法 57-4(4)).</summary>
    public const int Limit = 5;

    public async Task<Outcome<Invoice>> IssueAsync(OrderId id, NameToKeep name, CancellationToken cancellationToken)
    {
        var order = await database.Set<Order>().SingleAsync(x => x.Id == id, cancellationToken);
        if (order.HandedOverAt is not { } handedOverAt)
        {
            return new NamedInvoiceTooEarly("input", "orderId");
        }

        var now = clock.GetUtcNow();
        var first = (await OfAsync(id, cancellationToken)).FirstOrDefault() ?? await issuing.IssueLateAsync(order, handedOverAt, now, cancellationToken);
        if (!first.Kind.IsQualified())
        {
            return new NamedInvoiceNotQualified("input", "orderId");
        }

        // The series is locked from here on: a document that somebody else has issued of the same supply is seen.
        var number = await numbers.NextAsync(first.IssuerId, Tokyo.DayOf(now).Year, cancellationToken);
        var issued = await OfAsync(id, cancellationToken);
        return issued.Count(invoice => invoice.Kind == InvoiceKind.QualifiedInvoice) >= Limit
            ? new TooManyNamedInvoices(Limit, "input")
            : Issue(issued.LastOrDefault() ?? first, order, new(name, number, now));
    }

    private Invoice Issue(Invoice before, Order order, NamedIssue issue)
    {
        var issuedOn = Tokyo.DayOf(issue.Now);
        var kept = issue.Name.File.Keep(RetainedKind.NamedInvoice, issue.Name.Name, Invoice.KeptUntil(issuedOn), issue.Now);
        var content = InvoiceDraft.OfName(before, new(kept.Row.Id, kept.Digest.ToString()), issue.Number, issuedOn);
        var invoice = Invoice.Of(content, issue.Number, new(kept.Row.Id, issue.Now), InvoiceSale.Of(order));
        database.Add(kept.Row);
        return issuing.Add(invoice);
    }

    /// <summary>Of the supply, in the order of their issue: all are of one series.</summary>
    private Task<List<Invoice>> OfAsync(OrderId id, CancellationToken cancellationToken) =>
        database.Set<Invoice>().AsNoTracking().Where(x => x.OrderId == id && x.CorrectsId == null).OrderBy(x => x.Year).ThenBy(x => x.Sequence).ToListAsync(cancellationToken);

    private sealed record NamedIssue(NameToKeep Name, SeriesNumber Number, DateTimeOffset Now);
}
