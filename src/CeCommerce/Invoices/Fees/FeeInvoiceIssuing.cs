using CeCommerce.Invoices.Content;
using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Fees;

/// <summary>Issues the fee invoice of an operator and a month: in one transaction with its number and what its rounding moves (M3).</summary>
internal sealed class FeeInvoiceIssuing(CommerceDatabase database, AtomicChanges changes, InvoiceNumbers numbers, FeesOfMonth fees, TimeProvider clock)
{
    public Task<Outcome<FeeInvoice>> IssueAsync(DateOnly month, OperatorId seller, InvoiceParty platform, CancellationToken cancellationToken) =>
        changes.RunAsync(() => DecideAsync(month, seller, platform, cancellationToken), cancellationToken);

    /// <summary>The series is locked by taking the number: whoever comes later finds the invoice, and gives its number back.</summary>
    private async Task<Outcome<FeeInvoice>> DecideAsync(DateOnly month, OperatorId seller, InvoiceParty platform, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var day = Tokyo.DayOf(now);
        var number = await numbers.NextAsync(Invoice.Platform, day.Year, cancellationToken);
        if (await database.Set<FeeInvoice>().AnyAsync(x => x.OperatorId == seller && x.Month == month, cancellationToken))
        {
            return new FeeInvoiceIssued();
        }

        var recipient = await database.Set<Operator>().AsNoTracking().SingleAsync(x => x.Id == seller, cancellationToken);
        var sums = await fees.OfAsync(month, seller, cancellationToken);
        var invoice = FeeInvoice.Of(FeeInvoiceDraft.Of(new(month, day, platform, recipient.Profile.LegalName), sums, number), number, seller, now);
        database.Add(invoice);
        if (invoice.TaxDifference != 0)
        {
            changes.AtEnd(() => database.PostAsync([MovementOf(invoice)], cancellationToken));
        }

        return invoice;
    }

    private static Movement MovementOf(FeeInvoice invoice) =>
        PostingTable.FeeInvoice(Cause.Of(invoice.Id), invoice.OperatorId, invoice.Total with { Amount = invoice.TaxDifference }, MovementTime.Now(invoice.IssuedAt));
}

/// <summary>Another server has issued it.</summary>
internal sealed record FeeInvoiceIssued(params string[] At) : UserError(At)
{
    public override string Code => "FEE_INVOICE_ISSUED";

    public override LocalText Message => new("手数料の請求書は発行済みです。", "The fee invoice has been issued.");
}
