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
        var found = await database.Set<ShippingMethod>().Include(x => x.Operator).InUseOf(keys).ToListAsync(cancellation);
        var byOperator = found.ToLookup(method => method.OperatorId);
        return keys.ToDictionary(key => key, IReadOnlyList<ShippingMethod> (key) => [.. byOperator[key]]);
    }
}

internal static class MethodsInUse
{
    /// <summary>Those that one can choose, in the order in which they were made.</summary>
    public static IQueryable<ShippingMethod> InUseOf(this IQueryable<ShippingMethod> methods, IReadOnlyCollection<OperatorId> owners) =>
        methods.AsNoTracking().Where(x => owners.Contains(x.OperatorId) && x.RetiredAt == null).OrderBy(x => x.Id);
}
