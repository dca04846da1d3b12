using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Shipping;

/// <summary>The door for whoever sells: what sending comes to, of all operators in one statement.</summary>
internal sealed class ShippingQuotes(CommerceDatabase database, TimeProvider clock)
{
    /// <summary>One for each operator of the listings, in their order.</summary>
    /// <param name="listings">With their items and operators.</param>
    /// <param name="prefecture">Where to, JIS X 0401.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ShippingQuotesOfOperator>> QuoteAsync(IReadOnlyList<Listing> listings, string prefecture, CancellationToken cancellationToken)
    {
        var operators = listings.Select(listing => listing.OperatorId).Distinct().ToList();
        var methods = operators.Count == 0
            ? []
            : await database.Set<ShippingMethod>().InUseOf(operators).ToListAsync(cancellationToken);
        var (byOperator, today) = (methods.ToLookup(method => method.OperatorId), clock.Today());
        return
        [
            .. listings.GroupBy(listing => listing.OperatorId).Select(ofOne => Of([.. ofOne], [.. byOperator[ofOne.Key]], prefecture, today)),
        ];
    }

    private static ShippingQuotesOfOperator Of(IReadOnlyList<Listing> listings, IReadOnlyList<ShippingMethod> methods, string prefecture, DateOnly today) => new(
        listings[0].Operator,
        listings,
        methods.Count == 0 ? [QuoteRules.Stated(listings)] : [.. methods.Select(method => QuoteRules.Of(method, listings, prefecture, today))]);
}
