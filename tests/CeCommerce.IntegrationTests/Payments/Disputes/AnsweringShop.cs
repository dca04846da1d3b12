using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>A server with Stripe behind it, sales that buyers' banks dispute, and what is said to the banks. An order is 29,800 yen.</summary>
public sealed class AnsweringShop(TestCluster cluster) : StripeShop(cluster)
{
    public const string Shown = "dispute { id state answers { kind state packSha256 reason } }";

    public string Staff => Shop.Token(Role.Operator, DemoOperators.Refurbisher);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Stripe.TopUp(1_000_000);
    }

    internal Task<JsonElement> SubmitAsync(string dispute, string? key = null) => Shop.DoAsync("submitEvidence", new { disputeId = dispute, idempotencyKey = key ?? Shop.Key() }, Staff, Shown);

    internal Task<JsonElement> ConcedeAsync(string dispute) => Shop.DoAsync("concedeDispute", new { disputeId = dispute, idempotencyKey = Shop.Key() }, Staff, Shown);

    internal Task<JsonElement> AppealAsync(string dispute, string reason = "追跡番号のとおり配達済みです。") =>
        Shop.DoAsync("appealDispute", new { disputeId = dispute, reason, idempotencyKey = Shop.Key() }, Staff, Shown);

    /// <summary>A sale that the buyer's bank disputes, and Stripe's name of that.</summary>
    internal async Task<(string Dispute, string Name)> DisputedAsync(bool isInquiry = false)
    {
        var name = Stripe.Dispute(await ChargedAsync(), isInquiry: isInquiry);
        await DeliverAllAsync();
        return ((await FoundAsync(name)).Id.ToString(), name);
    }

    /// <summary>A sale, by Stripe's name of the charge.</summary>
    internal async Task<string> ChargedAsync() => (await SoldAsync()).Charge;

    /// <summary>A sale that is the operator's.</summary>
    internal async Task CompletedAsync()
    {
        var (order, _) = await SoldAsync();
        var handed = await Shop.DoAsync("handOver", new { orderId = order, serial = Shop.SerialOf(order), idempotencyKey = Shop.Key() }, Staff, "order { state }");
        Assert.True(handed.GetProperty("errors").GetArrayLength() == 0, handed.ToString());
        var completed = await Shop.DoAsync("completeOrder", new { orderId = order, idempotencyKey = Shop.Key() }, Buyer, "order { state }");
        Assert.True(completed.GetProperty("errors").GetArrayLength() == 0, completed.ToString());
    }

    internal async Task<(string Order, string Charge)> SoldAsync()
    {
        var listing = await Shop.PublishedAsync(Shop.Refurbisher);
        var placed = await Shop.PlaceAsync(listing, Buyer, "card", "order { id }");
        Assert.True(placed.GetProperty("errors").GetArrayLength() == 0, placed.ToString());
        var intent = Stripe.All("payment_intent")[^1]["id"]!.ToString();
        Stripe.Pay(intent);
        await DeliverAllAsync();
        return (placed.GetProperty("order").Text("id"), Stripe[intent]["latest_charge"]!.ToString());
    }

    /// <summary>All of what is known of it is read again.</summary>
    internal Task<bool> HearAsync(string name) => On(async (IServiceProvider services) =>
    {
        var dispute = await FoundAsync(name);
        var payment = await services.GetRequiredService<CommerceDatabase>().Set<Payment>().SingleAsync(x => x.Id == dispute.PaymentId);
        return await services.GetRequiredService<DisputeService>().HearAsync(payment, default);
    });

    /// <param name="name">Stripe's.</param>
    internal Task<Dispute> FoundAsync(string name) => On((CommerceDatabase database) => database.Set<Dispute>().AsNoTracking().SingleAsync(x => x.ProcessorId == name));

    /// <summary>The books are whole, and agree with what Stripe tells of its balance, without any exception.</summary>
    /// <param name="isBehind">Something of it was not heard of yet; it is only fetched.</param>
    internal async Task AssertAgreesAsync(bool isBehind = false)
    {
        await AssertBooksAsync();
        var today = Tokyo.DayOf(Clock.GetUtcNow());
        Period days = new(today.AddDays(-14), today.AddDays(1));
        await On((SettlementFetch fetch) => fetch.RunAsync(days, null, default));
        var run = await On((Reconciler reconciler) => reconciler.RunAsync(days, null, nightly: false, default));
        Assert.True(isBehind || run.Exceptions is [], string.Join("\n", run.Exceptions.Select(one => $"{one.Kind} {one.Subject} {one.BooksAmount} {one.ProcessorAmount}")));
        Assert.Equal(Stripe.Available(), run.Run.ProcessorClosing);
    }

    internal async Task AssertBooksAsync() => Assert.Empty(await On((LedgerVerification books) => books.FlawsAsync(default)));
}
