using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.Payments.Settling;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>A buyer's bank at the sandbox, and what is heard of it here.</summary>
internal sealed class DisputeShop(OrderShop shop, SettlingShop settling)
{
    public Task<Payment> PaymentAsync(Order order) => shop.On((CommerceDatabase database) => database.Set<Payment>().AsNoTracking().SingleAsync(x => x.PurposeId == order.PurchaseId.Value));

    public async Task<string> OpenAsync(Order order, long? amount = null, bool isInquiry = false)
    {
        var reference = (await PaymentAsync(order)).Reference;
        var name = await shop.On((SandboxDisputes bank) => bank.OpenAsync(reference, amount, isInquiry, default));
        await HearAsync(order);
        return name;
    }

    public async Task MoveAsync(Order order, string dispute, DisputeState to)
    {
        await shop.On(async (SandboxDisputes bank) =>
        {
            await bank.MoveAsync(dispute, to, default);
            return true;
        });
        await HearAsync(order);
    }

    /// <summary>Twice, as webhooks come.</summary>
    public async Task HearAsync(Order order, IServiceProvider? server = null)
    {
        var payment = await PaymentAsync(order);
        var id = $"evt_{Guid.CreateVersion7():N}";
        for (var times = 0; times < 2; times++)
        {
            InboundWebhook webhook = new()
            {
                Gateway = "sandbox",
                EventId = $"{id}_{times}",
                Kind = "charge.dispute.updated",
                Reference = payment.Reference,
                ReceivedAt = shop.Clock.GetUtcNow(),
            };
            Assert.True(await shop.On((WebhookInbox inbox) => inbox.ReceiveAsync(webhook, default), server));
        }

        Assert.Equal(0L, await shop.Scalar($"SELECT count(*) FROM payments.webhook_inbox WHERE event_id LIKE '{id}%' AND processed_at IS NULL"));
    }

    public Task<Dispute> LastAsync(Order order) => shop.In(async services =>
    {
        var payment = await PaymentAsync(order);
        return await shop.On((CommerceDatabase database) => database.Set<Dispute>().AsNoTracking().OrderByDescending(x => x.Id).FirstAsync(x => x.PaymentId == payment.Id));
    });

    /// <summary>Escrow, payable and lost of the operator.</summary>
    public async Task<(long Escrow, long Payable, long Loss)> BooksAsync() =>
        (await settling.SumAsync(AccountKind.Escrow), await settling.SumAsync(AccountKind.OperatorPayable), await settling.SumAsync(AccountKind.Loss));
}
