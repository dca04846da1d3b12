using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Agency;

/// <summary>What the platform says of itself, and the copies that it passed on.</summary>
internal sealed class AgencyQueries
{
    private static readonly Keyset<Invoice> Newest = Keyset.For<Invoice>("invoiceCopies").Descending(x => x.IssuedOn).ThenDescending(x => x.Id);

    /// <summary>Who runs the platform, as it stands on tax documents of today; null while it has said nothing. Anybody may ask.</summary>
    [Public]
    public static Task<PlatformIssuer?> PlatformIssuer([FromServices] Agencies agencies, [FromServices] TimeProvider clock, CancellationToken cancellationToken) =>
        agencies.PlatformOnAsync(clock.Today(), cancellationToken);

    /// <summary>Copies of tax documents that the platform issued in the stead of their seller and passed to it (消費税法施行令 70-12(3)), newest first: an operator's own, an auditor's of the operators assigned to it, for the platform all.</summary>
    [Allow(Role.Operator, Role.Auditor, Role.Platform, Scope = InvoiceScopes.Read)]
    public static Task<Page<Invoice>> InvoiceCopies(PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken)
    {
        var copies = database.Set<SellerCopy>();
        return Newest.PageAsync(
            database.Set<Invoice>().AsNoTracking().Whole().VisibleTo(caller).Where(x => copies.Any(copy => copy.InvoiceId == x.Id)), page, cancellation: cancellationToken);
    }
}
