using CeCommerce.Payments.Disputes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>
/// Keeps webhooks, then reads the charge, or its disputes, again at the processor: a webhook says only that there is news, never what it is.
/// Duplicates and any order of arrival therefore end the same.
/// </summary>
internal sealed partial class WebhookInbox(CommerceDatabase database, PaymentService payments, DisputeService disputes, TimeProvider clock, ILogger<WebhookInbox> logger)
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
            if (!await ReadAsync(webhook, cancellationToken))
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

    /// <summary>Reads the charge again; false when the processor could not be asked. A reference that is none of ours holds no news.</summary>
    private async Task<bool> ReadAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        database.ChangeTracker.Clear();
        return await database.Set<Payment>().SingleOrDefaultAsync(x => x.Gateway == webhook.Gateway && (x.Reference == webhook.Reference || x.ProcessorId == webhook.Reference), cancellationToken) is not { } payment
            || ((await payments.SettleAsync(payment, null, cancellationToken)).Reached
                && (!webhook.Kind.StartsWith(DisputeService.Topic, StringComparison.Ordinal) || await disputes.HearAsync(payment, cancellationToken)));
    }

    private IQueryable<InboundWebhook> Row(InboundWebhook webhook) =>
        database.Set<InboundWebhook>().Where(x => x.Gateway == webhook.Gateway && x.EventId == webhook.EventId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Event} of {Gateway} could not be processed; it is tried again later.")]
    private static partial void WebhookFailed(ILogger logger, Exception failure, string gateway, string @event);
}
