using CeCommerce.Payments.Saved;
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
internal sealed partial class PaymentService(IPaymentGateway gateway, PaymentNews news, SavedMethods methods, PaymentClock clock, ILogger<PaymentService> logger)
{
    /// <summary>Held money is captured, and a charge that turns out captured after it was released is refunded, by a question more. What takes more is left to the sweep.</summary>
    private const int Questions = 5;

    /// <summary>
    /// Asks the processor for what is wanted (charge, capture, refund, cancel, or just the news) and records the answer. Safe to repeat. Never call it
    /// inside a transaction. An unreachable processor leaves everything as it is, for the sweep.
    /// </summary>
    public async Task<Settlement> SettleAsync(Payment payment, BegunPayment? begun, CancellationToken cancellationToken)
    {
        for (var asked = 0; asked < Questions; asked++)
        {
            var question = QuestionOf(payment);
            Charge? charge;
            try
            {
                charge = await AskAsync(payment, question, cancellationToken);
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                // Unknown is not refused: the request stays open and the sweep, or a retry with the same key, asks again.
                GatewayUnavailable(logger, payment.Id.ToString(), unavailable.Message);
                return new(payment, Reached: false);
            }

            payment = await news.ApplyAsync(payment, charge, asked == 0 ? begun : null, cancellationToken);
            if (question.Verb == Verb.Charge && payment.Saved is { } saved && charge is { Reason: not null })
            {
                await methods.DoubtAsync(saved, cancellationToken);
            }

            if (charge is null || QuestionOf(payment) is { Verb: Verb.Find } || QuestionOf(payment) == question)
            {
                break;
            }
        }

        return new(payment, Reached: true);
    }

    /// <summary>Has the processor ask the buyer, at that address, for the account that refunds wait for. Safe to repeat; the address is kept nowhere here.</summary>
    public async Task<Settlement> SendRefundsToAsync(Payment payment, string email, CancellationToken cancellationToken)
    {
        foreach (var refund in payment.RefundsWithoutAccount)
        {
            try
            {
                var charge = await gateway.RefundAsync(new(payment.Request, refund.Id.ToString(), payment.Amount with { Amount = refund.Amount }) { Email = email }, cancellationToken);
                payment = await news.ApplyAsync(payment, charge, null, cancellationToken);
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                GatewayUnavailable(logger, payment.Id.ToString(), unavailable.Message);
                return new(payment, Reached: false);
            }
        }

        return new(payment, Reached: true);
    }

    private Question QuestionOf(Payment payment) => payment switch
    {
        { NextRefund: { } refund } => new(Verb.Refund, refund),
        { Wanted: WantedOfMoney.Release, Captured: false, Unsettled: true } => new(Verb.Cancel),
        { Status: ChargeStatus.Authorised } => new(Verb.Capture),
        { IsKnown: false } when clock.Now < payment.ChargeUntil => new(Verb.Charge),
        _ => new(Verb.Find),
    };

    private async Task<Charge?> AskAsync(Payment payment, Question question, CancellationToken cancellationToken) => question.Verb switch
    {
        Verb.Refund => await gateway.RefundAsync(new(payment.Request, question.Refund!.Id.ToString(), payment.Amount with { Amount = question.Refund.Amount }), cancellationToken),
        Verb.Cancel => await gateway.CancelAsync(payment.Request, cancellationToken),
        Verb.Capture => await gateway.CaptureAsync(payment.Request, cancellationToken),
        Verb.Charge => await gateway.ChargeAsync(payment.Request, cancellationToken),
        Verb.Find => await gateway.FindAsync(payment.Request, cancellationToken),
    };

    private enum Verb
    {
        Charge,
        Capture,
        Find,
        Cancel,
        Refund,
    }

    /// <summary>What is asked next; two of the same refund are the same question.</summary>
    private readonly record struct Question(Verb Verb, PaymentStep? Refund = null)
    {
        public bool Equals(Question other) => Verb == other.Verb && Refund?.Id == other.Refund?.Id;

        public override int GetHashCode() => HashCode.Combine(Verb, Refund?.Id);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment processor could not be asked about {Payment}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string payment, string reason);
}
