using CeCommerce.Checkout;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>By when buyers of many orders have to have named an account for their refunds, in two statements: refunds, and money that came by bank transfer and is owed back.</summary>
internal sealed class RefundsWithoutAccount(CommerceDatabase database) : BatchLoader<(PurchaseId Purchase, OperatorId Operator), DateTimeOffset?>
{
    public IDataLoaderResult<DateTimeOffset?> Of(Order order) => Load((order.PurchaseId, order.OperatorId));

    protected override async Task<IReadOnlyDictionary<(PurchaseId Purchase, OperatorId Operator), DateTimeOffset?>> LoadAsync(
        IReadOnlyCollection<(PurchaseId Purchase, OperatorId Operator)> keys, CancellationToken cancellation)
    {
        var purchases = keys.Select(key => key.Purchase.Value).ToList();
        var waiting = await (
            from payment in database.Set<Payment>().AsNoTracking()
            where payment.PurposeKind == Purchase.Purpose && purchases.Contains(payment.PurposeId)
            join step in database.Set<PaymentStep>() on payment.Id equals step.PaymentId
            where step.Kind == StepKind.Refund && step.State == StepState.AwaitingBuyer
            select new { payment.PurposeId, step.OperatorId, step.DueAt }).ToListAsync(cancellation);
        var loose = await (
            from payment in database.Set<Payment>().AsNoTracking()
            where payment.PurposeKind == Purchase.Purpose && purchases.Contains(payment.PurposeId)
            join money in database.Set<LooseMoney>() on payment.Id equals money.PaymentId
            where money.State == LooseState.Due || money.State == LooseState.Failed
            select new { payment.PurposeId, OperatorId = (OperatorId?)null, money.DueAt }).ToListAsync(cancellation);
        return keys.ToDictionary(key => key, key => waiting.Concat(loose).Where(step => step.PurposeId == key.Purchase.Value && (step.OperatorId == null || step.OperatorId == key.Operator)).Min(step => step.DueAt));
    }
}
