using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Webhooks;

/// <summary>Has those read at the processor whom a webhook may be news for.</summary>
internal sealed class WebhookReading(CommerceDatabase database, IEnumerable<IHearWebhook> hearers)
{
    /// <summary>False when the processor could not be asked. A reference that is none of ours holds no news.</summary>
    public async Task<bool> ReadAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        foreach (var hearer in hearers)
        {
            database.ChangeTracker.Clear();
            if (!await hearer.HearAsync(webhook, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Reads at the processor what a webhook is about, where that is something of its own.</summary>
internal interface IHearWebhook
{
    /// <summary>False when the processor could not be asked; true also when it is about something else.</summary>
    Task<bool> HearAsync(InboundWebhook webhook, CancellationToken cancellationToken);
}
