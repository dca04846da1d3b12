using CeCommerce.Checkout;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Orders;

/// <summary>The part of an order's placing that must be one transaction, the caller's, which saves.</summary>
internal sealed class OrderSale(CommerceDatabase database, HeldListings held, SoldItems items, OrderMoney money, OrderClock clock)
{
    public OrderId NewId() => TypedId.New<OrderId>(clock.Now);

    /// <summary>Checks the hold and what was agreed, then makes the order, the sale's claim and the listing's move.</summary>
    public async Task<Outcome<Order>> MakeAsync(OrderIntent intent, OrderId id, CancellationToken cancellationToken)
    {
        var request = intent.Request;
        if (!(await held.LiveAsync(intent.Buyer, request.HoldId, cancellationToken)).Try(out var hold, out var refusal)
            || !held.Confirm(hold, hold.SubmitLabel).Try(out var confirmation, out refusal))
        {
            return Outcome<Order>.Refused(refusal);
        }

        return NotAgreed(intent, hold, confirmation) is { } missing ? missing : await SellAsync(intent, id, (hold, confirmation), cancellationToken);
    }

    /// <summary>Why this is not what the buyer saw and agreed to; null when it is.</summary>
    private static UserError? NotAgreed(OrderIntent intent, Hold hold, FinalConfirmation confirmation)
    {
        if (hold.ConfirmationDigest is null)
        {
            return new CheckoutRequired(hold.Id, "input", "holdId");
        }

        if (confirmation.Digest() != intent.Request.ConfirmationDigest)
        {
            return new ConfirmationStale(ConfirmationText.Of(confirmation), confirmation.Digest(), "input", "confirmationDigest");
        }

        return confirmation.PaymentMethods.Contains(intent.PaidBy) ? null : new PaymentMethodNotAccepted(confirmation.PaymentMethods, "input", "paymentMethod");
    }

    private async Task<Outcome<Order>> SellAsync(
        OrderIntent intent, OrderId id, (Hold Hold, FinalConfirmation Confirmation) agreed, CancellationToken cancellationToken)
    {
        var (now, hold) = (clock.Now, agreed.Hold);
        var payment = new OrderPayment(intent.Request.PaymentMethod, now + clock.Settings.PaymentTime);
        var order = Order.Place(id, hold, agreed.Confirmation, payment, now);
        if (await items.ClaimAsync(hold, order, now, cancellationToken) is { } lost)
        {
            return Outcome<Order>.Refused(await held.LostAsync(hold, lost, cancellationToken));
        }

        if (await items.TakeOffShelfAsync(hold.Listing, intent.Caller, cancellationToken) is { } notSold)
        {
            return Outcome<Order>.Refused(notSold);
        }

        // Whoever read the hold before and changes it now meets another row version.
        hold.Use(now);
        database.Add(order);
        money.Begin(order);
        database.Record(order, intent.Caller, old: null, now);
        return order;
    }
}
