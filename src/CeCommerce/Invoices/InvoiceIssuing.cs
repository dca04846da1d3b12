using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Rounding;
using CeCommerce.Invoices.Tax;
using CeCommerce.Operators;
using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>
/// Issues the document of an order when it is handed over: that is the supply. In the transaction of the hand-over, so that there is never one without the other
/// (docs/decisions/0034-invoices.md).
/// </summary>
internal sealed class InvoiceIssuing(CommerceDatabase database, InvoiceNumbers numbers) : IFollowOrder
{
    public async Task MovedAsync(Order order, Caller by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (order.State != OrderState.HandedOver)
        {
            return;
        }

        var seller = await database.Set<Operator>().SingleAsync(x => x.Id == order.OperatorId, cancellationToken);
        var day = Tokyo.DayOf(now);
        var choice = await database.Set<RoundingChoice>().AsNoTracking().SingleOrDefaultAsync(x => x.OperatorId == order.OperatorId, cancellationToken);
        var terms = TermsOf(seller.Profile, RoundingChoice.On(choice, day));
        var number = await numbers.NextAsync(order.OperatorId.Value, day.Year, cancellationToken);
        database.Add(Invoice.Of(InvoiceDraft.OfSupply(order, terms, number, day), number, new(order.Id.Value, now), InvoiceSale.Of(order)));
    }

    private static InvoiceTerms TermsOf(OperatorProfile profile, TaxRounding rounding) =>
        new(PartyOf(profile), null, IsRegistered(profile), rounding);

    /// <summary>Only who owes tax can be registered (消費税法 57-2); a profile that says a number and no tax is taken at its word on the tax.</summary>
    private static bool IsRegistered(OperatorProfile profile) => profile is { IsTaxable: true, InvoiceNumber: not null };

    private static InvoiceParty PartyOf(OperatorProfile profile) => new(
        profile.LegalName, profile.TradeName, IsRegistered(profile) ? profile.InvoiceNumber : null, profile.Contact.PostalCode, profile.Contact.Address, profile.Contact.Phone);
}
