using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Loose;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>Reads at the processor what a webhook is about: a charge, its disputes, or an operator's account.</summary>
internal sealed class WebhookReading(CommerceDatabase database, PaymentService payments, PayoutAccounts accounts, DisputeService disputes, LooseReturns returns)
{
    /// <summary>False when the processor could not be asked. A reference that is none of ours holds no news.</summary>
    public async Task<bool> ReadAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        if (webhook.Account is { } account)
        {
            // Whatever happened there may be news about whether its owner is paid.
            await accounts.HearOfAsync(account, cancellationToken);
            database.ChangeTracker.Clear();
        }

        return await FindAsync(webhook, cancellationToken) is not { } payment
            || ((await payments.SettleAsync(payment, null, cancellationToken)).Reached
                && (!webhook.Kind.StartsWith(DisputeService.Topic, StringComparison.Ordinal) || await disputes.HearAsync(payment, cancellationToken))
                && await returns.FollowAsync(payment, cancellationToken));
    }

    /// <summary>By what was paid for, by the processor's name of the charge, or by whose money came.</summary>
    private async Task<Payment?> FindAsync(InboundWebhook webhook, CancellationToken cancellationToken) =>
        await database.Set<Payment>().SingleOrDefaultAsync(x => x.Gateway == webhook.Gateway && (x.Reference == webhook.Reference || x.ProcessorId == webhook.Reference), cancellationToken)
        ?? await (
            from payer in database.Set<Payer>()
            where payer.Gateway == webhook.Gateway && payer.ProcessorId == webhook.Reference
            join payment in database.Set<Payment>() on payer.PaymentId equals payment.Id
            select payment).SingleOrDefaultAsync(cancellationToken);
}
