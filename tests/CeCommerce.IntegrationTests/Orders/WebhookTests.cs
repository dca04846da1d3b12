using System.Text;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class WebhookTests : IClassFixture<OrderShop>
{
    private readonly OrderShop _shop;

    public WebhookTests(OrderShop shop)
    {
        _shop = shop;
        shop.NextHour();
    }

    public static TheoryData<string> Permutations() => new(Permute("ASR".ToCharArray()).Concat(Permute("SRR".ToCharArray())).Select(p => new string(p)).Distinct());

    /// <summary>A: the buyer was asked; S: captured; R: refunded. The processor has done all; its notices come in any order, each twice.</summary>
    [Theory]
    [MemberData(nameof(Permutations))]
    public async Task Any_order_of_webhooks_ends_the_same(string arrival)
    {
        var order = await _shop.Paid("card_authentication_required");
        await _shop.On((SandboxGateway sandbox) => sandbox.DecideAsync(order.Id.ToString(), true, default));
        await _shop.On((SandboxGateway sandbox) => sandbox.RefundAsync(order.Id.ToString(), default));
        foreach (var (index, kind) in arrival.Index())
        {
            Assert.True(await Receive(order, $"{kind}{index}"));
            Assert.False(await Receive(order, $"{kind}{index}"));
        }

        var ended = await _shop.Order(order.Id);
        Assert.Equal((OrderState.Refunded, false), (ended.State, ended.Unsettled));
        Assert.Equal(4, await _shop.On((CommerceDatabase database) => database.Set<LedgerEntry>().CountAsync(x => x.OrderId == order.Id)));
        Assert.Empty(await _shop.On((LedgerCheck ledger) => ledger.MismatchesAsync(default)));
    }

    [Fact]
    public async Task The_same_webhooks_at_the_same_moment_pay_once()
    {
        var order = await _shop.Paid("konbini_pending_then_success");
        Assert.Equal(OrderState.PaymentPending, order.State);
        _shop.Clock.Advance(TimeSpan.FromSeconds(6));
        await _shop.On(async (SandboxGateway sandbox) =>
        {
            await sandbox.DecideDueAsync(default);
            return true;
        });
        var other = _shop.Start();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Receive(order, $"same{i / 2}", i % 2 == 0 ? other : _shop.Server)));
        Assert.Equal(OrderState.Paid, (await _shop.Order(order.Id)).State);
        Assert.Equal(2, await _shop.On((CommerceDatabase database) => database.Set<LedgerEntry>().CountAsync(x => x.OrderId == order.Id)));
    }

    [Fact]
    public async Task A_pending_payment_that_fails_gives_the_item_back()
    {
        var order = await _shop.Paid("konbini_pending_then_failure");
        _shop.Clock.Advance(TimeSpan.FromMinutes(11));
        await _shop.On(async (SandboxGateway sandbox) =>
        {
            await sandbox.DecideDueAsync(default);
            return true;
        });
        await Receive(order, "failed");
        Assert.Equal((OrderState.PaymentFailed, "payment_expired"), ((await _shop.Order(order.Id)).State, (await _shop.Order(order.Id)).FailureReason));
        Assert.Null((await _shop.Hold(order.ListingId, OrderShop.Consumer("bob"))).Error);
    }

    [Fact]
    public void A_signature_counts_for_its_body_its_secret_and_five_minutes()
    {
        var (now, body) = (_shop.Clock.GetUtcNow(), Encoding.UTF8.GetBytes("{}"));
        var signature = WebhookSignature.Sign("secret", now, body);
        Assert.True(WebhookSignature.Verify("secret", now.AddMinutes(4), signature, body));
        Assert.False(WebhookSignature.Verify("secret", now.AddMinutes(6), signature, body));
        Assert.False(WebhookSignature.Verify("other", now, signature, body));
        Assert.False(WebhookSignature.Verify("secret", now, signature, Encoding.UTF8.GetBytes("{ }")));
        Assert.False(WebhookSignature.Verify("secret", now, "t=9223372036854775807,v1=", body));
        Assert.False(WebhookSignature.Verify("secret", now, null, body));
    }

    private Task<bool> Receive(Order order, string id, IServiceProvider? server = null) => _shop.On(
        (WebhookInbox inbox) => inbox.ReceiveAsync(
            new() { Gateway = "sandbox", EventId = $"{order.Id}-{id}", Kind = "charge.updated", Reference = order.Id.ToString(), ReceivedAt = _shop.Clock.GetUtcNow() },
            default),
        server);

    private static IEnumerable<char[]> Permute(char[] letters) => letters.Length <= 1
        ? [letters]
        : letters.SelectMany((letter, i) => Permute([.. letters[..i], .. letters[(i + 1)..]]).Select(rest => (char[])[letter, .. rest]));
}
