using CeCommerce.Orders;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments;

/// <summary>A webhook as it came in; its event id is unique, so a second delivery finds it here.</summary>
public sealed class InboundWebhook
{
    public required string Gateway { get; init; }

    /// <summary>The processor's id of the event.</summary>
    public required string EventId { get; init; }

    public required string Kind { get; init; }

    /// <summary>Our reference: what to read again at the processor.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it is processed, or tried again, unless somebody is done with it by then.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>How often its processing was begun after the delivery itself.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }
}

/// <summary>
/// Keeps webhooks, then reads the charge again at the processor: a webhook says only that there is news, never what it is.
/// Duplicates and any order of arrival therefore end the same.
/// </summary>
internal sealed class WebhookInbox(CommerceDatabase database, IOrderPayments payments, TimeProvider clock)
{
    private const int Batch = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Stores and processes one verified webhook; false when it had been here before.</summary>
    public async Task<bool> ReceiveAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        var stored = await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO payments.webhook_inbox (gateway, event_id, kind, reference, received_at, due_at, attempts)
            VALUES ({webhook.Gateway}, {webhook.EventId}, {webhook.Kind}, {webhook.Reference}, {webhook.ReceivedAt}, {webhook.ReceivedAt + Patience}, 0)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (stored == 1)
        {
            await ProcessAsync(webhook, cancellationToken);
        }

        return stored == 1;
    }

    /// <summary>Webhooks whose processing died half-way.</summary>
    public async Task<int> ProcessOpenAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Patience;
        var open = await database.Set<InboundWebhook>().AsNoTracking()
            .Where(x => x.ProcessedAt == null && x.ReceivedAt < before)
            .OrderBy(x => x.ReceivedAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var webhook in open)
        {
            await ProcessAsync(webhook, cancellationToken);
        }

        return open.Count;
    }

    private async Task ProcessAsync(InboundWebhook webhook, CancellationToken cancellationToken)
    {
        if (TypedId.TryParse<OrderId>(webhook.Reference, out var id))
        {
            database.ChangeTracker.Clear();
            if (await database.Set<Order>().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } order)
            {
                await payments.SettleAsync(order, null, cancellationToken);
            }
        }

        var now = clock.GetUtcNow();
        await database.Set<InboundWebhook>()
            .Where(x => x.Gateway == webhook.Gateway && x.EventId == webhook.EventId)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.ProcessedAt, now), cancellationToken);
    }
}
