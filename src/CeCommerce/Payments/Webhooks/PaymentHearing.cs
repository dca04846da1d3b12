using CeCommerce.Payments.Disputes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>Webhooks about a charge and its disputes.</summary>
internal sealed class PaymentHearing(CommerceDatabase database, PaymentService payments, DisputeService disputes) : IHearWebhook
{
    public async Task<bool> HearAsync(InboundWebhook webhook, CancellationToken cancellationToken) =>
        await FindAsync(webhook, cancellationToken) is not { } payment
        || ((await payments.SettleAsync(payment, null, cancellationToken)).Reached
            && (!webhook.Kind.StartsWith(DisputeService.Topic, StringComparison.Ordinal) || await disputes.HearAsync(payment, cancellationToken)));

    /// <summary>By what was paid for, or by the processor's name of the charge.</summary>
    private Task<Payment?> FindAsync(InboundWebhook webhook, CancellationToken cancellationToken) =>
        database.Set<Payment>().SingleOrDefaultAsync(x => x.Gateway == webhook.Gateway && (x.Reference == webhook.Reference || x.ProcessorId == webhook.Reference), cancellationToken);
}
