using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>
/// Keeps webhooks, then reads what they are about again at the processor: a webhook says only that there is news, never what it is.
/// Duplicates and any order of arrival therefore end the same.
/// </summary>
internal sealed partial class WebhookInbox(CommerceDatabase database, WebhookReading reading, TimeProvider clock, ILogger<WebhookInbox> logger)
{
    private const int Batch = 50;

    /// <summary>About a day and a half; the sweep asks about unsettled payments without any webhook.</summary>
    internal const int AttemptLimit = 40;

    /// <summary>Doublings of the first wait: from half a minute to an hour.</summary>
    private const int Doublings = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Stores and processes one verified webhook; false when it had been here before. What cannot be processed now is tried again.</summary>
    public async Task<bool> ReceiveAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        var stored = await database.SendAsync(
            $"""
            INSERT INTO payments.webhook_inbox (gateway, event_id, kind, reference, account, payload, received_at, due_at, attempts)
            VALUES ({webhook.Gateway}, {webhook.EventId}, {webhook.Kind}, {webhook.Reference}, {webhook.Account}, {webhook.Payload}, {webhook.ReceivedAt}, {webhook.ReceivedAt + Patience}, 0)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (stored == 1)
        {
            await ProcessAsync(webhook, cancellationToken);
        }

        return stored == 1;
    }

    /// <summary>Webhooks whose processing died half-way, failed, or could not ask the processor; each waits longer from time to time.</summary>
    public async Task<int> ProcessOpenAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await database.Set<InboundWebhook>().AsNoTracking()
            .Where(x => x.ProcessedAt == null && x.DueAt <= now && x.Attempts < AttemptLimit)
            .OrderBy(x => x.DueAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var processed = 0;
        foreach (var webhook in open)
        {
            processed += await TakeAsync(webhook, cancellationToken) && await ProcessAsync(webhook, cancellationToken) ? 1 : 0;
        }

        return processed;
    }

    /// <summary>Opens webhooks that are kept and processes them, the oldest first and a page at a time; answers how many could be, and how many stay open for the server.</summary>
    public async Task<(int Processed, int Open)> ReplayAsync(ReplayedWebhooks which, CancellationToken cancellationToken)
    {
        var (processed, open) = (0, 0);
        var chosen = database.Set<InboundWebhook>().AsNoTracking().Where(x => (which.Since == null || x.ReceivedAt >= which.Since) && (which.EventId == null || x.EventId == which.EventId));
        (DateTimeOffset At, string Id) last = (DateTimeOffset.MinValue, "");
        while (await chosen.Where(x => EF.Functions.GreaterThan(ValueTuple.Create(x.ReceivedAt, x.EventId), ValueTuple.Create(last.At, last.Id)))
            .OrderBy(x => x.ReceivedAt).ThenBy(x => x.EventId).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } page)
        {
            foreach (var webhook in page)
            {
                var now = clock.GetUtcNow();
                await Row(webhook).ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.ProcessedAt, (DateTimeOffset?)null).SetProperty(x => x.DueAt, now + Patience).SetProperty(x => x.Attempts, 0), cancellationToken);
                var isDone = await ProcessAsync(webhook, cancellationToken);
                (processed, open) = (processed + (isDone ? 1 : 0), open + (isDone ? 0 : 1));
            }

            last = (page[^1].ReceivedAt, page[^1].EventId);
        }

        return (processed, open);
    }

    /// <summary>Whoever moves the time on takes the webhook; another server process then finds it not due.</summary>
    private async Task<bool> TakeAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = now + (Patience * (1 << Math.Min(webhook.Attempts, Doublings)));
        return await Row(webhook).Where(x => x.ProcessedAt == null && x.DueAt <= now).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.DueAt, next).SetProperty(x => x.Attempts, webhook.Attempts + 1), cancellationToken) == 1;
    }

    /// <summary>True when the news is in; otherwise the webhook stays open.</summary>
    private async Task<bool> ProcessAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        try
        {
            if (!await reading.ReadAsync(webhook, cancellationToken))
            {
                return false;
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            WebhookFailed(logger, failure, webhook.Gateway, webhook.EventId);
            return false;
        }

        var now = clock.GetUtcNow();
        await Row(webhook).ExecuteUpdateAsync(set => set.SetProperty(x => x.ProcessedAt, now), cancellationToken);
        return true;
    }

    private IQueryable<InboundWebhook> Row(InboundWebhook webhook) =>
        database.Set<InboundWebhook>().Where(x => x.Gateway == webhook.Gateway && x.EventId == webhook.EventId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Event} of {Gateway} could not be processed; it is tried again later.")]
    private static partial void WebhookFailed(ILogger logger, Exception failure, string gateway, string @event);
}

/// <summary>Which webhooks are processed once more.</summary>
/// <param name="Since">Those that came from then on; null for all.</param>
/// <param name="EventId">Only that one; null for all.</param>
internal sealed record ReplayedWebhooks(DateTimeOffset? Since, string? EventId);
