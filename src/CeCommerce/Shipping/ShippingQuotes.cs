using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Shipping;

/// <summary>The door for whoever sells: what sending comes to, of all operators in one statement.</summary>
internal sealed class ShippingQuotes(CommerceDatabase database, TimeProvider clock)
{
    /// <summary>Of which quotes are made: today in Japan.</summary>
    public DateOnly Today => clock.Today();

    /// <summary>The methods in use of operators, in one statement.</summary>
    public async Task<ILookup<OperatorId, ShippingMethod>> MethodsAsync(IReadOnlyCollection<OperatorId> owners, CancellationToken cancellationToken) =>
        (owners.Count == 0 ? [] : await database.Set<ShippingMethod>().Include(method => method.Operator).InUseOf(owners).ToListAsync(cancellationToken)).ToLookup(method => method.OperatorId);

    /// <summary>One for each operator of the listings, in their order.</summary>
    /// <param name="listings">With their items and operators.</param>
    /// <param name="prefecture">Where to, JIS X 0401; null: nowhere, so that only picking up is possible.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ShippingQuotesOfOperator>> QuoteAsync(IReadOnlyList<Listing> listings, string? prefecture, CancellationToken cancellationToken)
    {
        var methods = await MethodsAsync([.. listings.Select(listing => listing.OperatorId).Distinct()], cancellationToken);
        return [.. listings.GroupBy(listing => listing.OperatorId).Select(ofOne => Of([.. ofOne], [.. methods[ofOne.Key]], prefecture))];
    }

    private ShippingQuotesOfOperator Of(IReadOnlyList<Listing> listings, IReadOnlyList<ShippingMethod> methods, string? prefecture) => new(
        listings[0].Operator,
        listings,
        methods.Count == 0 ? [QuoteRules.Stated(listings)] : [.. methods.Select(method => QuoteRules.Of(method, listings, prefecture, Today))]);
}
