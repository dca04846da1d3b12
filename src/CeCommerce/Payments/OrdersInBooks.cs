using CeCommerce.Orders;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>Whether the books owe for each order what its state says.</summary>
internal sealed class OrdersInBooks(CommerceDatabase database, OrdersAwaitingMoney orders) : ILedgerCheck
{
    public IReadOnlyList<string> CauseKinds => [];

    public async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(CancellationToken cancellationToken)
    {
        var payable = database.Set<PayableOfPayment>().FromSql(
            $"""
            SELECT m.cause_id AS payment_id, sum(e.amount)::bigint AS amount
            FROM payments.movements m JOIN payments.entries e ON e.movement_id = m.id JOIN payments.accounts a ON a.id = e.account_id
            WHERE m.cause_kind = {PaymentId.Prefix} AND a.kind = {AccountKind.OperatorPayable.Word}
            GROUP BY m.cause_id
            """);
        var owed =
            from order in orders.Owed()
            join payment in database.Set<Payment>() on order.Id equals payment.OrderId into payments
            from payment in payments.DefaultIfEmpty()
            join sum in payable on payment.Id equals sum.PaymentId into sums
            from sum in sums.DefaultIfEmpty()
            select new { order.Id, order.State, order.Unsettled, Expected = order.Amount, Found = (long?)sum.Amount ?? 0 };
        var wrong = await owed.Where(x => x.Expected != x.Found && !x.Unsettled).OrderBy(x => x.Id).Take(LedgerVerification.Most).ToListAsync(cancellationToken);
        return [.. wrong.Select(x => new LedgerFlaw(
            x.Id.ToString(),
            new($"注文の状態({x.State})なら事業者への未払額は {x.Expected} のはずですが、帳簿では {x.Found} です。", $"By its state, {x.State}, {x.Expected} is owed for the order; the books owe {x.Found}.")))];
    }
}

/// <summary>What we owe operators for a payment, by the books, in minor units.</summary>
internal sealed record PayableOfPayment(PaymentId PaymentId, long Amount);
