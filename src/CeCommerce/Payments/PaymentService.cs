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
    /// <summary>A charge that turns out captured after it was released takes a second question: the refund.</summary>
    private const int Questions = 3;

    /// <summary>
    /// Asks the processor for what is wanted (charge, refund, cancel, or just the news) and records the answer. Safe to repeat. Never call it
    /// inside a transaction. An unreachable processor leaves everything as it is, for the sweep.
    /// </summary>
    public async Task<Settlement> SettleAsync(Payment payment, BegunPayment? begun, CancellationToken cancellationToken)
    {
        for (var question = 0; question < Questions; question++)
        {
            Charge? charge;
            try
            {
                charge = await AskAsync(payment, cancellationToken);
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                // Unknown is not refused: the request stays open and the sweep, or a retry with the same key, asks again.
                GatewayUnavailable(logger, payment.Id.ToString(), unavailable.Message);
                return new(payment, Reached: false);
            }

            payment = await news.ApplyAsync(payment, charge, question == 0 ? begun : null, cancellationToken);
            if (charge is null || payment is { Unsettled: false } or { Wanted: WantedOfMoney.Charge })
            {
                break;
            }
        }

        return new(payment, Reached: true);
    }

    private async Task<Charge?> AskAsync(Payment payment, CancellationToken cancellationToken) => payment switch
    {
        { Wanted: WantedOfMoney.Release, Captured: true } => await gateway.RefundAsync(payment.Reference, cancellationToken),
        { Wanted: WantedOfMoney.Release } => await EndAsync(payment.Reference, cancellationToken),
        { IsKnown: false } when clock.Now < payment.ChargeUntil => await gateway.ChargeAsync(new(payment.Reference, payment.Method, payment.Amount), cancellationToken),
        _ => await gateway.FindAsync(payment.Reference, cancellationToken),
    };

    /// <summary>What is still open ends, what was captured goes back.</summary>
    private async Task<Charge?> EndAsync(string reference, CancellationToken cancellationToken)
    {
        var charge = await gateway.CancelAsync(reference, cancellationToken);
        return charge is { Status: ChargeStatus.Succeeded } ? await gateway.RefundAsync(reference, cancellationToken) : charge;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment processor could not be asked about {Payment}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string payment, string reason);
}
