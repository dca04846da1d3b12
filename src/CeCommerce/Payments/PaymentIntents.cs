using CeCommerce.Payments.Saved;
using CeCommerce.Payments.Steps;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>
/// What the owner of a purpose decides about its money, in a transaction of its own that saves: to want it, or not to want it any more. <see cref="PaymentService"/> after
/// it, or the sweep, tells the processor.
/// </summary>
internal sealed class PaymentIntents(CommerceDatabase database, IPaymentGateway gateway, PaymentClock clock)
{
    /// <summary>Means of payment that a buyer can choose.</summary>
    public IReadOnlyList<MeansOfPayment> Methods => gateway.Methods;

    /// <summary>What the caller has saved, to be paid with by themselves.</summary>
    /// <param name="method">The means of payment that they named beside it.</param>
    public async Task<Outcome<SavedCharge>> SavedAsync(Caller caller, SavedMethodId id, string method, CancellationToken cancellationToken)
    {
        var found = await database.Set<SavedMethod>().AsNoTracking().Include(x => x.Payer).OwnedBy(caller)
            .SingleOrDefaultAsync(x => x.Id == id && x.Payer.Gateway == gateway.Name, cancellationToken);
        return found switch
        {
            null => new PaymentMethodNotFound("input", "savedPaymentMethodId"),
            { State: not SavedMethodState.Usable } => new PaymentMethodNotUsable(found.State, "input", "savedPaymentMethodId"),
            { Card: { } card } when found.IsExpired(clock.Clock.Today()) => new PaymentMethodExpired(card.ExpiryYear, card.ExpiryMonth, "input", "savedPaymentMethodId"),
            _ when found.Method != method => new PaymentMethodMismatch(found.Method, "input", "paymentMethod"),
            _ => found.ChargeOf(buyerIsAway: false),
        };
    }

    public Payment Begin(PaymentPurpose purpose, PaymentWish wish)
    {
        var payment = Payment.Of(purpose, wish, gateway.Name, clock);
        database.Add(payment);
        return payment;
    }

    /// <summary>The payment for something; null when none was begun.</summary>
    public async Task<Payment?> FindAsync(string kind, Guid purpose, CancellationToken cancellationToken) =>
        database.Known<Payment>().FirstOrDefault(payment => payment.PurposeKind == kind && payment.PurposeId == purpose)
        ?? await database.Set<Payment>().SingleOrDefaultAsync(payment => payment.PurposeKind == kind && payment.PurposeId == purpose, cancellationToken);

    public void Release(Payment payment) => payment.Release(clock);

    /// <summary>
    /// That part goes back to the buyer, at once or as soon as the money is there. The same cause again changes nothing, and never does more go back than is
    /// left of that operator's: the step says how much, and is null when nothing is.
    /// </summary>
    public PaymentStep? GiveBack(Payment payment, PaymentShare share, Guid cause) => payment.GiveBack(share, cause, clock);
}
