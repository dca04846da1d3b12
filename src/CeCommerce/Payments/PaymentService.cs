using CeCommerce.Orders;
using CeCommerce.Platform.Idempotency;

namespace CeCommerce.Payments;

/// <summary>Asks the processor for what an order's state calls for, and has its answer recorded.</summary>
internal sealed partial class PaymentService(IPaymentGateway gateway, PaymentNews news, OrderClock clock, ILogger<PaymentService> logger) : IOrderPayments
{
    /// <summary>A charge that turns out captured after its order was cancelled takes a second question: the refund.</summary>
    private const int Questions = 3;

    public IReadOnlyList<MeansOfPayment> Methods => gateway.Methods;

    public async Task<Settlement> SettleAsync(Order order, OpenedRequest? opened, CancellationToken cancellationToken)
    {
        for (var question = 0; question < Questions; question++)
        {
            Charge? charge;
            try
            {
                charge = await AskAsync(order, cancellationToken);
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                // Unknown is not refused: the request stays open and the sweeper, or a retry with the same key, asks again.
                GatewayUnavailable(logger, order.Id.ToString(), unavailable.Message);
                return new(order, Reached: false);
            }

            order = await news.ApplyAsync(order, charge, question == 0 ? opened : null, cancellationToken);
            if (charge is null || !order.Unsettled || order.State.IsUnpaid())
            {
                break;
            }
        }

        return new(order, Reached: true);
    }

    private async Task<Charge?> AskAsync(Order order, CancellationToken cancellationToken)
    {
        var reference = order.Id.ToString();
        return order.State switch
        {
            // After the deadline nobody is charged any more; what was charged before still counts.
            OrderState.PaymentPending when clock.Now < order.PaymentDueAt => await gateway.ChargeAsync(new(reference, order.PaymentMethod, order.Total), cancellationToken),
            OrderState.RefundPending => await gateway.RefundAsync(reference, cancellationToken),
            OrderState.Cancelled or OrderState.PaymentFailed => await EndAsync(reference, cancellationToken),
            OrderState.PaymentPending or OrderState.AwaitingPayment or OrderState.Paid or OrderState.HandedOver or OrderState.Completed or OrderState.Refunded =>
                await gateway.FindAsync(reference, cancellationToken),
        };
    }

    /// <summary>A cancelled order keeps no money: what is still open ends, what was captured goes back.</summary>
    private async Task<Charge?> EndAsync(string reference, CancellationToken cancellationToken)
    {
        var charge = await gateway.CancelAsync(reference, cancellationToken);
        return charge is { Status: ChargeStatus.Succeeded } ? await gateway.RefundAsync(reference, cancellationToken) : charge;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment processor could not be asked about {Order}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string order, string reason);
}
