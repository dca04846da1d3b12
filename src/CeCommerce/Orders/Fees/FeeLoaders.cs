using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Fees;

/// <summary>The fees of many orders in one statement, by line.</summary>
internal sealed class FeesOfOrders(CommerceDatabase database) : BatchLoader<OrderId, IReadOnlyList<LineFee>>
{
    protected override async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<LineFee>>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var fees = (await database.Set<LineFee>().AsNoTracking().Where(fee => keys.Contains(fee.OrderId)).OrderBy(fee => fee.Line).ToListAsync(cancellation)).ToLookup(fee => fee.OrderId);
        return keys.ToDictionary(key => key, IReadOnlyList<LineFee> (key) => [.. fees[key]]);
    }
}

/// <summary>A unit of an order.</summary>
internal readonly record struct LineKey(OrderId OrderId, int Line);

/// <summary>The fees of many units in one statement; nothing for those that bear none.</summary>
internal sealed class FeesOfLines(CommerceDatabase database) : BatchLoader<LineKey, LineFee>
{
    protected override async Task<IReadOnlyDictionary<LineKey, LineFee>> LoadAsync(IReadOnlyCollection<LineKey> keys, CancellationToken cancellation)
    {
        var orders = keys.Select(key => key.OrderId).Distinct().ToList();
        return await database.Set<LineFee>().AsNoTracking().Where(fee => orders.Contains(fee.OrderId)).ToDictionaryAsync(fee => new LineKey(fee.OrderId, fee.Line), cancellation);
    }
}

/// <summary>The rules that hold now for sales of many operators, in one statement, as far as the caller may see them.</summary>
internal sealed class FeeTermsOfOperators(CommerceDatabase database, OrderClock clock) : BatchLoader<OperatorId, IReadOnlyList<FeeRule>>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<IReadOnlyList<FeeRule>> Load(OperatorId id, Caller caller)
    {
        _caller = caller;
        return Require(id);
    }

    protected override async Task<IReadOnlyDictionary<OperatorId, IReadOnlyList<FeeRule>>> LoadAsync(IReadOnlyCollection<OperatorId> keys, CancellationToken cancellation)
    {
        var own = _caller.OperatorId;
        var asked = keys.Where(key => _caller.Role == Role.Platform || (_caller.Role == Role.Operator && key.Value == own)).ToList();
        var rules = asked is []
            ? []
            : await database.Set<FeeRule>().AsNoTracking().Include(x => x.Operator).HoldingAt(clock.Now)
                .Where(x => x.OperatorId == null || asked.Contains(x.OperatorId.Value)).ToListAsync(cancellation);
        return keys.ToDictionary(
            key => key,
            IReadOnlyList<FeeRule> (key) => asked.Contains(key) ? [.. rules.Where(rule => rule.OperatorId is null || rule.OperatorId == key).OrderByDescending(rule => rule.Rank).ThenByDescending(rule => rule.From)] : []);
    }
}
