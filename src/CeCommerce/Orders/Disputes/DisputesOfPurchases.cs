using CeCommerce.Checkout;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Disputes;

/// <summary>The disputes of the payments of many purchases, in one statement.</summary>
internal sealed class DisputesOfPurchases(CommerceDatabase database) : BatchLoader<PurchaseId, IReadOnlyList<Dispute>>
{
    /// <summary>Of one payment; a bank disputes each part of it once.</summary>
    private const int Most = 20;

    protected override async Task<IReadOnlyDictionary<PurchaseId, IReadOnlyList<Dispute>>> LoadAsync(IReadOnlyCollection<PurchaseId> keys, CancellationToken cancellation)
    {
        var purchases = keys.Select(key => key.Value).ToList();
        var payments = await database.Set<Payment>().Where(payment => payment.PurposeKind == Purchase.Purpose && purchases.Contains(payment.PurposeId))
            .Select(payment => new { payment.Id, payment.PurposeId }).ToDictionaryAsync(payment => payment.Id, payment => payment.PurposeId, cancellation);
        var ids = payments.Keys.ToList();
        var of = (await database.Set<Dispute>().AsNoTracking().Where(dispute => ids.Contains(dispute.PaymentId)).OrderBy(dispute => dispute.Id).ToListAsync(cancellation))
            .ToLookup(dispute => payments[dispute.PaymentId]);
        return keys.ToDictionary(key => key, IReadOnlyList<Dispute> (key) => [.. of[key.Value].Take(Most)]);
    }

    internal static void Extend(ObjectGraphType<Order> graph) => graph.Field<ListGraphType<NonNullGraphType<DisputeGraphType>>>("disputes").Allow(Role.Operator, Role.Platform)
        .Description("What the buyer's bank has against its payment, oldest first, at most 20; null to others than its operator and the platform, with `disputes:read`.")
        .Resolve(field => CommerceUserContext.Of(field).Caller.SeesDisputes() ? field.RequestServices!.GetRequiredService<DisputesOfPurchases>().Require(field.Source.PurchaseId) : null);
}
