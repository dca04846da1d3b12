using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.StripeConnect;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>A dispute at Stripe that is opened, answered and lost, or won: its events come in each order, early and late, each of them twice in turn.</summary>
public sealed class DisputeOrderTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private static readonly string[] s_kinds = ["charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.updated", "charge.dispute.closed"];

    private static readonly (OperatorId First, OperatorId Second) s_sellers = (OperatorId.From(Guid.CreateVersion7()), OperatorId.From(Guid.CreateVersion7()));

    [Theory]
    [InlineData(false, "Lost 1000 1500 False Lost 600 Lost 400")]
    [InlineData(true, "Won 1000 1500 False Won 600 Won 400")]
    public async Task All_orders_of_four_events_with_each_of_them_twice_end_the_same(bool won, string end)
    {
        await using var stripe = new StripeStandIn(shop.Clock) { AsksMock = false };
        await stripe.InitializeAsync();
        var server = ServerOf(stripe);
        var ends = new List<string>();
        foreach (var order in Orders(s_kinds))
        {
            ends.Add(await EndAsync(server, stripe, order, won));
        }

        Assert.Equal(24, ends.Count);
        Assert.Equal(end, Assert.Single(ends.Distinct()));
        Assert.Empty(await shop.On((LedgerVerification books) => books.FlawsAsync(default)));
        Assert.Equal(0L, await shop.Scalar("SELECT count(*) FROM payments.webhook_inbox WHERE processed_at IS NULL"));
    }

    [Fact]
    public async Task What_is_asked_has_the_shape_that_Stripe_expects_and_a_sweep_hears_what_no_webhook_told()
    {
        await using var stripe = new StripeStandIn(shop.Clock);
        await stripe.InitializeAsync();
        var server = ServerOf(stripe);
        var payment = await CapturedAsync(server, stripe);
        var dispute = stripe.Dispute(stripe[payment.ProcessorId!].Text("latest_charge")!, 700, "product_not_received");
        await DeliverAsync(server, stripe.Events[^1], "once");
        Assert.Equal((DisputeState.NeedsResponse, DisputeReason.ProductNotReceived, 700L), await FoundAsync(payment) is var open ? (open.State, open.Reason, open.Taken) : default);
        Assert.Equal([420L, 280L], (await FoundAsync(payment)).Shares.Select(share => share.Amount));
        stripe.Decide(dispute, won: false);
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await shop.On((DisputeService disputes) => disputes.SweepAsync(default), server);
        Assert.Equal(DisputeState.Lost, (await FoundAsync(payment)).State);
        stripe.OpenAppeal(dispute);
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await shop.On((DisputeService disputes) => disputes.SweepAsync(default), server);
        Assert.NotNull((await FoundAsync(payment)).EvidenceDueAt);
        stripe.Decide(dispute, won: true);
        shop.Clock.Advance(TimeSpan.FromHours(2));
        await shop.On((DisputeService disputes) => disputes.SweepAsync(default), server);
        Assert.Equal((DisputeState.Won, false), await FoundAsync(payment) is var end ? (end.State, end.Unsettled) : default);
        Assert.Empty(await shop.On((LedgerVerification books) => books.FlawsAsync(default)));
        stripe.AssertFits();
    }

    private IServiceProvider ServerOf(StripeStandIn stripe) => shop.Start(services => services.AddStripe(StripeGatewayTests.SettingsFor(stripe)).AddScoped<IFollowPayment, Nobody>());

    /// <summary>Each event is delivered as soon as it has happened and those before it in the order were delivered.</summary>
    private async Task<string> EndAsync(IServiceProvider server, StripeStandIn stripe, string[] order, bool won)
    {
        var payment = await CapturedAsync(server, stripe);
        var (first, dispute, next) = (stripe.Events.Count, "", 0);
        foreach (var happen in new Func<Task>[] { OpenAsync, AnswerAsync, DecideAsync })
        {
            await happen();
            var notes = stripe.Events.Skip(first).Where(note => s_kinds.Contains(note.Text("type"))).ToLookup(note => note.Text("type")!);
            for (; next < order.Length && notes[order[next]].FirstOrDefault() is { } note; next++)
            {
                await DeliverAsync(server, note, "once");
                await DeliverAsync(server, note, next % 2 == 0 ? "once" : "again");
            }
        }

        Assert.Equal(order.Length, next);
        var found = await FoundAsync(payment);
        return $"{found.State} {found.Taken} {found.Fee} {found.Unsettled && won} {string.Join(' ', found.Shares.Select(share => $"{(share.OfEscrow > 0 ? "Lost" : "Won")} {share.Amount}"))}";

        Task OpenAsync()
        {
            dispute = stripe.Dispute(stripe[payment.ProcessorId!].Text("latest_charge")!);
            return Task.CompletedTask;
        }

        Task AnswerAsync() => PostAsync(stripe, $"v1/disputes/{dispute}", KeyValuePair.Create("evidence[uncategorized_text]", "sent and delivered"));

        Task DecideAsync()
        {
            stripe.Decide(dispute, won);
            return Task.CompletedTask;
        }
    }

    private async Task<Payment> CapturedAsync(IServiceProvider server, StripeStandIn stripe)
    {
        var begun = await shop.In(
            async services =>
            {
                var id = Guid.CreateVersion7();
                var payment = services.GetRequiredService<PaymentIntents>().Begin(
                    new("test", id, $"test_{id:N}"), new("card", Money.Jpy(1_000), [new(s_sellers.First, 600), new(s_sellers.Second, 400)], "app", shop.Clock.GetUtcNow().AddHours(1)));
                await services.GetRequiredService<CommerceDatabase>().SaveChangesAsync();
                return (await services.GetRequiredService<PaymentService>().SettleAsync(payment, null, default)).Payment;
            },
            server);
        stripe.Pay(begun.ProcessorId!);
        return await shop.In(
            async services =>
            {
                var payment = await services.GetRequiredService<CommerceDatabase>().Set<Payment>().SingleAsync(x => x.Id == begun.Id);
                return (await services.GetRequiredService<PaymentService>().SettleAsync(payment, null, default)).Payment;
            },
            server);
    }

    private Task<Dispute> FoundAsync(Payment payment) => shop.On((CommerceDatabase database) => database.Set<Dispute>().AsNoTracking().SingleAsync(x => x.PaymentId == payment.Id));

    private static async Task PostAsync(StripeStandIn stripe, string path, params KeyValuePair<string, string>[] form)
    {
        using var http = new HttpClient { BaseAddress = stripe.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", StripeStandIn.ApiKey);
        using var answer = await http.PostAsync(path, new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<bool> DeliverAsync(IServiceProvider server, JsonObject note, string time)
    {
        await using var scope = server.CreateAsyncScope();
        var body = System.Text.Encoding.UTF8.GetBytes(note.ToJsonString());
        var notice = scope.ServiceProvider.GetRequiredService<IEnumerable<IPaymentWebhooks>>().Single(webhooks => webhooks.Gateway == "stripe").Read(body)!;
        return await scope.ServiceProvider.GetRequiredService<WebhookInbox>().ReceiveAsync(
            new() { Gateway = "stripe", EventId = $"{notice.EventId}_{time}", Kind = notice.Kind, Reference = notice.Reference, Payload = body, ReceivedAt = TimeProvider.System.GetUtcNow() }, default);
    }

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
