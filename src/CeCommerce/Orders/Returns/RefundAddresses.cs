using CeCommerce.Payments;
using CeCommerce.Payments.Loose;
using CeCommerce.Personal;
using CeCommerce.Platform;

namespace CeCommerce.Orders.Returns;

/// <summary>Takes the address at which the processor asks the buyer for an account, for money that does not go back by itself, on to the processor.</summary>
internal sealed class RefundAddresses(OrderActs acts, OrderMoney money, PaymentService payments, LooseReturns loose)
{
    /// <summary>The key stands for the order alone: an address is not kept, not even as a digest. Another one after the processor was told changes nothing.</summary>
    public async Task<Outcome<Order>> NameAsync(OrderAct act, string email, CancellationToken cancellationToken)
    {
        if (!RecipientRules.IsEmail(email))
        {
            return new EmailInvalid("input", "email");
        }

        var allowed = await acts.DoAsync(
            act,
            "nameRefundAddress",
            new { order = act.OrderId.ToString() },
            async (order, _) => await money.FindAsync(order, cancellationToken) is { } payment && (payment.RefundsWithoutAccount.Any() || await loose.NeedAddressAsync(payment.Id, cancellationToken))
                ? order
                : new RefundNeedsNoAddress("input", "orderId"),
            cancellationToken);
        if (!allowed.Try(out var order, out _))
        {
            return allowed;
        }

        var told = await payments.SendRefundsToAsync((await money.FindAsync(order, cancellationToken))!, email, cancellationToken);
        return told.Reached && await loose.SendToAsync(told.Payment, email, cancellationToken) ? order : new RefundAddressNotTaken("input", "email");
    }
}
