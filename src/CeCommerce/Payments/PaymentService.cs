using CeCommerce.Payments.Steps;
using CeCommerce.Platform.Idempotency;

namespace CeCommerce.Payments;

/// <summary>What came of asking the processor.</summary>
/// <param name="Payment">As it stands now.</param>
/// <param name="Reached">False when the processor could not be asked: then nothing is known of the money.</param>
internal sealed record Settlement(Payment Payment, bool Reached);

/// <summary>The request that began a payment a moment ago and waits for its end.</summary>
/// <param name="Request">Finished with the record of the processor's answer.</param>
/// <param name="Answer">What a repetition of the request gets.</param>
/// <param name="Rows">What it wrote, as it knows it: row versions tell when somebody else was here since. Empty for a request that goes on where an earlier one died.</param>
internal sealed record BegunPayment(OpenedRequest Request, string Answer, IReadOnlyList<object> Rows);

/// <summary>Asks the processor for what is wanted of a payment, and has its answer recorded.</summary>
internal sealed partial class PaymentService(IPaymentGateway gateway, PaymentNews news, PaymentClock clock, ILogger<PaymentService> logger)
{
    /// <summary>A charge that turns out captured after it was released takes a second question: the refund. What takes more is left to the sweep.</summary>
    private const int Questions = 5;

    /// <summary>
    /// Asks the processor for what is wanted (charge, refund, cancel, or just the news) and records the answer. Safe to repeat. Never call it
    /// inside a transaction. An unreachable processor leaves everything as it is, for the sweep.
    /// </summary>
    public async Task<Settlement> SettleAsync(Payment payment, BegunPayment? begun, CancellationToken cancellationToken)
    {
        for (var question = 0; question < Questions; question++)
        {
            var refund = payment.NextRefund;
            Charge? charge;
            try
            {
                charge = await AskAsync(payment, refund, cancellationToken);
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                // Unknown is not refused: the request stays open and the sweep, or a retry with the same key, asks again.
                GatewayUnavailable(logger, payment.Id.ToString(), unavailable.Message);
                return new(payment, Reached: false);
            }

            payment = await news.ApplyAsync(payment, charge, question == 0 ? begun : null, cancellationToken);
            if (charge is null || !GoesOn(payment, refund))
            {
                break;
            }
        }

        return new(payment, Reached: true);
    }

    /// <summary>Whether there is something else to ask than what was just asked.</summary>
    private static bool GoesOn(Payment payment, PaymentStep? asked) =>
        payment.NextRefund is { } next ? next.Id != asked?.Id : asked is null && payment is { Wanted: WantedOfMoney.Release, Unsettled: true };

    private async Task<Charge?> AskAsync(Payment payment, PaymentStep? refund, CancellationToken cancellationToken) => payment switch
    {
        _ when refund is not null => await gateway.RefundAsync(new(payment.Reference, refund.Id.ToString(), payment.Amount with { Amount = refund.Amount }), cancellationToken),
        { Wanted: WantedOfMoney.Release, Captured: false } => await gateway.CancelAsync(payment.Reference, cancellationToken),
        { IsKnown: false } when clock.Now < payment.ChargeUntil => await gateway.ChargeAsync(new(payment.Reference, payment.Method, payment.Amount), cancellationToken),
        _ => await gateway.FindAsync(payment.Reference, cancellationToken),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment processor could not be asked about {Payment}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string payment, string reason);
}
