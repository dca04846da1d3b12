using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout;

internal sealed class HoldQueries
{
    /// <summary>A hold of the caller.</summary>
    /// <param name="id">The hold's identifier.</param>
    [Allow(Role.Consumer, Scope = BuyingScopes.Read)]
    public static async Task<Hold?> HoldAsync(HoldId id, Caller caller, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Buyer.Of(caller) is { } buyer
            ? await buyer.Own(database.Set<Hold>().AsNoTracking()).SingleOrDefaultAsync(hold => hold.Id == id, cancellationToken)
            : null;
}
