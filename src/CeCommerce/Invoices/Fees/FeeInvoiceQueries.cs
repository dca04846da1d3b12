using CeCommerce.Orders.Fees;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Fees;

/// <summary>Reading fee invoices.</summary>
internal sealed class FeeInvoiceQueries
{
    private static readonly Keyset<FeeInvoice> s_newest = Keyset.For<FeeInvoice>("feeInvoices").Descending(x => x.Month).ThenDescending(x => x.Id);

    /// <summary>The platform's monthly invoices over its fees, of the newest month first: an operator's own, all for the platform.</summary>
    /// <param name="filter">Which of them; each narrows the others.</param>
    [Allow(Role.Operator, Role.Platform, Scope = FeeScopes.Read)]
    public static Task<Page<FeeInvoice>> FeeInvoices(FeeInvoiceFilterInput? filter, PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        var visible = database.Set<FeeInvoice>().AsNoTracking().Whole().VisibleTo(caller);
        return s_newest.PageAsync(filter?.Of(visible) ?? visible, page, Cursor.Fingerprint(filter?.Text), cancellationToken);
    }

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<FeeInvoiceId, FeeInvoice>> NodesAsync(
        IReadOnlyCollection<FeeInvoiceId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<FeeInvoice>().AsNoTracking().Whole()
            .VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, cancellationToken);
}
