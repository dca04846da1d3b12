using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Items;

/// <summary>Reading items; consumers see them through a listing.</summary>
internal sealed class ItemQueries
{
    private static readonly Keyset<Item> Newest = Keyset.For<Item>("items").Descending(x => x.Id);

    /// <summary>The caller's own items, newest first; auditors see those of the operators whom they are assigned to, the platform all.</summary>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ItemScopes.Read)]
    public static Task<Page<Item>> Items(PageArguments page, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(database.Set<Item>().AsNoTracking().VisibleTo(caller), page, cancellation: cancellationToken);

    /// <summary>One item; null when there is none or it is not the caller's to see.</summary>
    /// <param name="id">`itm_…`.</param>
    [Allow(Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform, Scope = ItemScopes.Read)]
    public static Task<Item?> Item(ItemId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        database.Set<Item>().AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
}
