using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Orders;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Loose;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Loose;

/// <summary>A shop whose buyers send money by bank transfer, at Stripe: as much as is due, less, more or too late.</summary>
internal sealed class LooseShop(TestCluster cluster) : StripeShop(cluster)
{
    public const long Price = 29_800;

    /// <summary>An order that waits for its money, with its intent and its payer at Stripe.</summary>
    public async Task<Transfer> PlaceAsync()
    {
        var listing = await Shop.PublishedAsync(Shop.Refurbisher, paymentMethod: "BANK_TRANSFER");
        var placed = await Shop.PlaceAsync(listing, Buyer, "bank_transfer", "order { id }");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        var intent = Stripe.All("payment_intent")[^1];
        return new(placed.GetProperty("order").Text("id"), intent.Text("id")!, intent.Text("customer")!);
    }

    public async Task CancelAsync(Transfer transfer)
    {
        var cancelled = await Shop.DoAsync("cancelOrder", new { orderId = transfer.Order, reason = "気が変わった", idempotencyKey = Shop.Key() }, Buyer, "order { state }");
        Assert.True(cancelled.GetProperty("errors").GetArrayLength() == 0, cancelled.ToString());
    }

    /// <summary>The time to pay is over.</summary>
    public async Task ExpireAsync(Transfer transfer)
    {
        var due = (await Shop.AskAsync("query($id: ID!) { order(id: $id) { paymentDueAt } }", new { id = transfer.Order }, Buyer)).GetProperty("order").GetProperty("paymentDueAt").GetDateTimeOffset();
        Clock.Advance(due - Clock.GetUtcNow());
        await On((OrderDeadlines deadlines) => deadlines.RunAsync(default));
    }

    public async Task<JsonElement> NameAsync(Transfer transfer, string email = "hanako@example.jp") =>
        await Shop.DoAsync("nameRefundAddress", new { orderId = transfer.Order, email, idempotencyKey = Shop.Key() }, Buyer, "order { state }");

    /// <summary>What the buyer sees: the order's state, and what goes back with why and where it stands.</summary>
    public async Task<string> SeenAsync(Transfer transfer, string? token = null)
    {
        var order = (await Shop.AskAsync("query($id: ID!) { order(id: $id) { state owedBack { amount { amount } reason state receivedAt dueAt returnedAt } } }", new { id = transfer.Order }, token ?? Buyer)).GetProperty("order");
        return string.Join(' ', [order.Text("state"), .. order.List("owedBack").OrderBy(AmountOf).Select(one => $"{AmountOf(one)}:{one.Text("reason")}:{one.Text("state")}")]);
    }

    private static long AmountOf(JsonElement owed) => owed.GetProperty("amount").GetProperty("amount").GetInt64();

    /// <summary>Escrow, what is owed to buyers, and what is at the processor, by the books.</summary>
    public (long Escrow, long RefundDue, long AtProcessor) Books() => (Sum("Escrow"), Sum("RefundDue"), -Sum("BuyerClearing"));

    public long Sum(string account) => (long)(decimal)Shop.Scalar("SELECT coalesce(sum(e.amount), 0)::numeric FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id WHERE a.kind = $1", account)!;

    /// <summary>The books are whole, and agree with what Stripe tells of its balance, without any exception.</summary>
    /// <param name="outside">What came from the platform's own bank.</param>
    public async Task AssertAgreesAsync(long outside = 0)
    {
        var flaws = await On((LedgerVerification books) => books.FlawsAsync(default));
        Assert.True(flaws is [], string.Join("\n", flaws.Select(flaw => $"{flaw.Subject}: {flaw.Message.En}")));
        var first = Tokyo.DayOf(Clock.GetUtcNow()).AddDays(-14);
        Period days = new(first, Tokyo.DayOf(Clock.GetUtcNow()).AddDays(1));
        await On((SettlementFetch fetch) => fetch.RunAsync(days, null, default));
        var run = await On((Reconciler reconciler) => reconciler.RunAsync(days, null, nightly: false, default));
        Assert.True(run.Exceptions is [], string.Join("\n", run.Exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}")));
        Assert.Equal((Stripe.Available() - outside, outside), (run.Run.BooksClosing, run.Run.OutsideMoved));
    }

    public Task<int> SweepAsync() => On((LooseSweep sweep) => sweep.RunAsync(default));
}

/// <summary>An order that is paid by bank transfer.</summary>
/// <param name="Intent">At Stripe.</param>
/// <param name="Payer">At Stripe.</param>
internal sealed record Transfer(string Order, string Intent, string Payer);
