using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>Looking for tax documents.</summary>
internal sealed class InvoiceQueries
{
    private static readonly Keyset<Invoice> Newest = Keyset.For<Invoice>("invoices").Descending(x => x.IssuedOn).ThenDescending(x => x.Id);

    /// <summary>Tax documents, newest first: a buyer's own, an operator's of its sales whoever issued them, an auditor's of the operators assigned to it, for the platform all.</summary>
    /// <param name="filter">Which of them; each narrows the others.</param>
    [Allow(Scope = InvoiceScopes.Read)]
    public static Task<Page<Invoice>> Invoices(InvoiceFilterInput? filter, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        var visible = database.Set<Invoice>().AsNoTracking().Whole().VisibleTo(caller);
        return Newest.PageAsync(filter?.Of(visible) ?? visible, page, Cursor.Fingerprint(filter?.Text), cancellationToken);
    }

    /// <summary>One tax document; null when there is none or it is not the caller's to see.</summary>
    /// <param name="id">`inv_…`.</param>
    [Allow(Scope = InvoiceScopes.Read)]
    public static Task<Invoice?> Invoice(InvoiceId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<Invoice>().AsNoTracking().Whole().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<InvoiceId, Invoice>> NodesAsync(
        IReadOnlyCollection<InvoiceId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Invoice>().AsNoTracking().Whole()
            .VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, cancellationToken);
}
