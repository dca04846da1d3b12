using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Shipping;

/// <summary>The methods in use of many operators, in one statement.</summary>
internal sealed class MethodsOfOperators(CommerceDatabase database) : BatchLoader<OperatorId, IReadOnlyList<ShippingMethod>>
{
    protected override async Task<IReadOnlyDictionary<OperatorId, IReadOnlyList<ShippingMethod>>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        var found = await database.Set<ShippingMethod>().AsNoTracking().Include(x => x.Operator)
            .Where(x => keys.Contains(x.OperatorId) && x.RetiredAt == null).OrderBy(x => x.Id).ToListAsync(cancellation);
        var byOperator = found.ToLookup(method => method.OperatorId);
        return keys.ToDictionary(key => key, IReadOnlyList<ShippingMethod> (key) => [.. byOperator[key]]);
    }
}
