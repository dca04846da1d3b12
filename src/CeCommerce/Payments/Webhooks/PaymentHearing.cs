using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Loose;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>Webhooks about a charge, its disputes, and money that came for it without fitting.</summary>
internal sealed class PaymentHearing(CommerceDatabase database, PaymentService payments, DisputeService disputes, LooseReturns returns, IPaymentGateway gateway) : IHearWebhook
{
    public async Task<bool> HearAsync(InboundWebhook webhook, CancellationToken cancellationToken) =>
        await FindAsync(webhook, cancellationToken) is not { } payment
        || ((await payments.SettleAsync(payment, null, cancellationToken)).Reached
            && (!webhook.Kind.StartsWith(DisputeService.Topic, StringComparison.Ordinal) || await disputes.HearAsync(payment, cancellationToken))
            && (!IsByTransfer(payment) || await returns.FollowAsync(payment, cancellationToken)));

    /// <summary>Only for bank transfers does money come that does not fit.</summary>
    private bool IsByTransfer(Payment payment) => gateway.Methods.Any(means => means.Name == payment.Method && means.Kind == PaymentMethod.BankTransfer);

    /// <summary>By what was paid for, which most webhooks name, by the processor's name of the charge, or by whose money came; one index each.</summary>
    private async Task<Payment?> FindAsync(InboundWebhook webhook, CancellationToken cancellationToken) =>
        await database.PaymentForAsync(webhook.Gateway, webhook.Reference, cancellationToken)
        ?? await database.PaymentNamedAsync(webhook.Gateway, webhook.Reference, cancellationToken)
        ?? await (
            from payer in database.Set<CashPayer>()
            where payer.Gateway == webhook.Gateway && payer.ProcessorId == webhook.Reference
            join payment in database.Set<Payment>() on payer.PaymentId equals payment.Id
            select payment).SingleOrDefaultAsync(cancellationToken);
}
