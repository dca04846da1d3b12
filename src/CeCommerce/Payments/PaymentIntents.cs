using CeCommerce.Payments.Steps;
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
