using CeCommerce.Payments.Connect;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Saved;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>Reads at the processor what a webhook is about: a charge, its disputes, what a consumer saves, or an operator's account.</summary>
internal sealed class WebhookReading(CommerceDatabase database, PaymentService payments, PayoutAccounts accounts, DisputeService disputes, SavedMethods saved)
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

        if (!await saved.HearOfAsync(webhook.Kind, webhook.Reference, cancellationToken))
        {
            return false;
        }

        database.ChangeTracker.Clear();
        return await database.Set<Payment>().SingleOrDefaultAsync(x => x.Gateway == webhook.Gateway && (x.Reference == webhook.Reference || x.ProcessorId == webhook.Reference), cancellationToken) is not { } payment
            || ((await payments.SettleAsync(payment, null, cancellationToken)).Reached
                && (!webhook.Kind.StartsWith(DisputeService.Topic, StringComparison.Ordinal) || await disputes.HearAsync(payment, cancellationToken)));
    }
}
