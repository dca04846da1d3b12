using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>A payment that fails once, is held, captured and given back at Stripe: its five events come in each order, each of them twice in turn.</summary>
public sealed class WebhookOrderTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private static readonly string[] s_kinds = ["payment_intent.created", "payment_intent.payment_failed", "payment_intent.amount_capturable_updated", "payment_intent.succeeded", "charge.refunded"];

    private static readonly OperatorId s_seller = OperatorId.From(Guid.CreateVersion7());

    [Fact]
    public async Task All_orders_of_five_events_with_each_of_them_twice_end_the_same()
    {
        await using var stripe = new StripeStandIn(shop.Clock) { AsksMock = false };
        await stripe.InitializeAsync();
        var server = shop.Start(services => services.AddStripe(StripeGatewayTests.SettingsFor(stripe)).AddScoped<IFollowPayment, Nobody>());

        // A processor keeps its fees, so it can give all back only where there is other money too.
        stripe.Pay((await BegunAsync(server, 1_000_000)).ProcessorId!);
        await PostAsync(stripe, $"v1/payment_intents/{stripe.All("payment_intent")[0].Text("id")}/capture");
        var ends = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            from order in Orders(s_kinds) from twice in s_kinds select (order, twice),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (way, _) => ends.Add(await EndAsync(server, stripe, way.order, way.twice)));
        Assert.Equal(600, ends.Count);
        Assert.Equal("Refunded True Attempt:Succeeded Authorisation:Captured Capture:Succeeded Refund:Succeeded", Assert.Single(ends.Distinct()));
        Assert.Empty(await shop.On((LedgerVerification books) => books.FlawsAsync(default)));
        Assert.Equal(0L, await shop.Scalar("SELECT count(*) FROM payments.webhook_inbox WHERE processed_at IS NULL"));
        Assert.Equal(0m, await shop.Scalar("SELECT sum(e.amount) FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id WHERE a.kind = 'BuyerClearing'"));
    }

    private async Task<string> EndAsync(IServiceProvider server, StripeStandIn stripe, string[] order, string twice)
    {
        var payment = await BegunAsync(server);
        var intent = payment.ProcessorId!;
        stripe.Pay(intent, "pm_card_visa_chargeDeclined");
        stripe.Pay(intent);
        await PostAsync(stripe, $"v1/payment_intents/{intent}/capture");
        await PostAsync(stripe, "v1/refunds", KeyValuePair.Create("payment_intent", intent));

        var notes = stripe.Events.Where(note => IntentOf(note) == intent).ToDictionary(note => note.Text("type")!);
        foreach (var kind in order)
        {
            for (var times = kind == twice ? 2 : 1; times > 0; times--)
            {
                await DeliverAsync(server, notes[kind]);
            }
        }

        var end = await shop.On((CommerceDatabase database) => database.FindAsync<Payment>(payment.Id).AsTask());
        return $"{end!.Status} {end.Captured} {string.Join(' ', end.Steps.Where(step => step.State != CeCommerce.Payments.Steps.StepState.Declined).Select(step => $"{step.Kind}:{step.State}"))}";
    }

    private static async Task PostAsync(StripeStandIn stripe, string path, params KeyValuePair<string, string>[] form)
    {
        using var http = new HttpClient { BaseAddress = stripe.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", StripeStandIn.ApiKey);
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
    }

    private Task<Payment> BegunAsync(IServiceProvider server, long amount = 1000) => shop.In(
        async services =>
        {
            var id = Guid.CreateVersion7();
            var payment = services.GetRequiredService<PaymentIntents>().Begin(
                new("test", id, $"test_{id:N}"), new("card", Money.Jpy(amount), [new(s_seller, amount)], "app", shop.Clock.GetUtcNow().AddHours(1)));
            await services.GetRequiredService<CommerceDatabase>().SaveChangesAsync();
            return (await services.GetRequiredService<PaymentService>().SettleAsync(payment, null, default)).Payment;
        },
        server);

    private static async Task<bool> DeliverAsync(IServiceProvider server, JsonObject note)
    {
        await using var scope = server.CreateAsyncScope();
        var body = System.Text.Encoding.UTF8.GetBytes(note.ToJsonString());
        var notice = scope.ServiceProvider.GetRequiredService<IEnumerable<IPaymentWebhooks>>().Single(webhooks => webhooks.Gateway == "stripe").Read(body)!;
        return await scope.ServiceProvider.GetRequiredService<WebhookInbox>().ReceiveAsync(
            new() { Gateway = "stripe", EventId = notice.EventId, Kind = notice.Kind, Reference = notice.Reference, Payload = body, ReceivedAt = TimeProvider.System.GetUtcNow() }, default);
    }

    private static string? IntentOf(JsonObject note) => note["data"]!["object"] is var about && about.Text("object") == "payment_intent" ? about.Text("id") : about.Text("payment_intent");

    private static IEnumerable<string[]> Orders(string[] kinds) =>
        kinds is [] ? [[]] : kinds.SelectMany(first => Orders([.. kinds.Where(kind => kind != first)]).Select(string[] (rest) => [first, .. rest]));

    /// <summary>Owns what these payments are for, and does nothing about it.</summary>
    private sealed class Nobody : IFollowPayment
    {
        public string Kind => "test";

        public Task LockAsync(Guid purpose, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task HeardAsync(Payment payment, Charge charge, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
