using CeCommerce.Operators;
using CeCommerce.Personal;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders;

/// <summary>
/// Which recipients an operator reads: the versions that paid orders of theirs were agreed for, from payment until some days after the order's end
/// (<see cref="OrderSettings.RecipientTime"/>). What was given back before it was shipped is read no more at once.
/// </summary>
internal sealed class RecipientsOfOrders(CommerceDatabase database, OrderClock clock) : IRecipientReferences
{
    private static readonly OrderState[] Running = [OrderState.Paid, OrderState.HandedOver, OrderState.Delivered];

    /// <summary>None: an order is agreed for a version, and what the buyer saved since is not the operator's to read.</summary>
    public Task<IReadOnlyCollection<RecipientId>> OfOperatorAsync(Guid operatorId, IReadOnlyCollection<RecipientId> recipients, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<RecipientId>>([]);

    public async Task<IReadOnlyCollection<RecipientVersionId>> VersionsOfOperatorAsync(
        Guid operatorId, IReadOnlyCollection<RecipientVersionId> versions, CancellationToken cancellationToken)
    {
        var (seller, since) = (OperatorId.From(operatorId), clock.Now - clock.Settings.RecipientTime);
        List<RecipientId?> wanted = [.. versions.Select(version => version.Recipient).Distinct()];
        var orders = database.Set<Order>().Where(x => x.OperatorId == seller && (Running.Contains(x.State) || (x.HandedOverAt != null && x.UpdatedAt > since)));
        var agreed = await database.Set<OrderDelivery>().AsNoTracking()
            .Where(delivery => wanted.Contains(delivery.RecipientId))
            .Join(orders, delivery => delivery.OrderId, order => order.Id, (delivery, order) => new { delivery.RecipientId, delivery.RecipientVersion })
            .ToListAsync(cancellationToken);
        return [.. agreed.Select(one => new RecipientVersionId(one.RecipientId.GetValueOrDefault(), one.RecipientVersion.GetValueOrDefault())).Where(versions.Contains)];
    }
}

/// <summary>Recipients as they are now, as far as the caller may know of them, many in one statement.</summary>
internal sealed class RecipientsNow(RecipientReader reader) : BatchLoader<RecipientId, Recipient>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<Recipient?> Load(RecipientId id, Caller caller)
    {
        _caller = caller;
        return Load(id);
    }

    protected override Task<IReadOnlyDictionary<RecipientId, Recipient>> LoadAsync(IReadOnlyCollection<RecipientId> keys, CancellationToken cancellation) =>
        reader.FindAsync(keys, _caller, cancellation);
}
