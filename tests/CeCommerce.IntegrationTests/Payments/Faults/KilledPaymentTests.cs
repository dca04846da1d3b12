using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>When the server is killed, seen from one question to Stripe.</summary>
public enum KilledWhen
{
    /// <summary>Stripe has the request and never begins with it.</summary>
    NeverDone,

    /// <summary>Stripe has the request and begins with it when the next server is there.</summary>
    DoneLate,

    /// <summary>Stripe has done it and not answered.</summary>
    NotAnswered,

    /// <summary>The answer is there, and nothing of it is written.</summary>
    NotWritten,

    /// <summary>All is written but the movement of money, and nothing is committed.</summary>
    NotPosted,
}

/// <summary>The server is killed while it authorises, captures, lets go, gives back, passes on, pays out and takes back. Whatever Stripe had done by then, in the end each was done once and the books know it.</summary>
public sealed class KilledPaymentTests(PaidProcess server) : IClassFixture<PaidProcess>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KilledWhen.NeverDone)]
    [InlineData(KilledWhen.DoneLate)]
    [InlineData(KilledWhen.NotAnswered)]
    [InlineData(KilledWhen.NotWritten)]
    [InlineData(KilledWhen.NotPosted)]
    public async Task Whoever_is_killed_at_a_question_to_Stripe_loses_and_doubles_nothing(KilledWhen when)
    {
        var placing = await PaidSale.ReadyAsync(server);
        var (captured, cancelled) = (await PaidSale.PlacedAsync(server), await PaidSale.PlacedAsync(server));
        var (returned, sold) = (await PaidSale.CapturedAsync(server), await PaidSale.CompletedAsync(server));
        await server.DeliverNewsAsync();
        server.Stripe.Pay(captured.Intent);
        var payout = Shop.Key();

        // Authorise, capture, let go, give back and pass on, at once.
        Func<Task>[] acts = [placing.PlaceAsync, server.DeliverNewsAsync, cancelled.CancelAsync, returned.CancelAsync, () => server.PayOutAsync(payout)];
        var isAnswered = when is KilledWhen.NotWritten or KilledWhen.NotPosted;
        string[] questions = ["POST /v1/payment_intents", "POST /v1/payment_intents/*/capture", "POST /v1/payment_intents/*/cancel", "POST /v1/refunds"];
        await KilledAsync(when, acts, [.. questions, isAnswered ? "POST /v1/payouts" : "POST /v1/transfers"]);
        if (!isAnswered)
        {
            // What is passed on is paid out by the next server, before it writes anything of it; and that one is killed too.
            await KilledAsync(when, [], "POST /v1/payouts");
        }

        foreach (var act in acts)
        {
            await act();
        }

        server.Stripe.Pay(placing.Intent);
        await server.QuietAsync();
        Assert.Equal(("PAID", "PAID", "CANCELLED", "REFUNDED"), (await placing.StateAsync(), await captured.StateAsync(), await cancelled.StateAsync(), await returned.StateAsync()));
        Assert.Equal(0, server.Stripe.Available(server.Account));

        // It arrives, is given back after that, and comes back from the account.
        await server.ArriveAsync();
        server.Stripe.TopUp(1_000, server.Account);
        await KilledAsync(when, [() => sold.LowerAsync(1_000)], "POST /v1/transfers/*/reversals");
        await sold.LowerAsync(1_000);
        await server.QuietAsync();
        Assert.Equal(0, server.Stripe.Available(server.Account));
        await server.AssertRightAsync();
        if (when == KilledWhen.NotPosted)
        {
            var (code, says) = await server.RunAsync("ledger", "verify");
            Assert.True(code == 0, says);
        }
    }

    [Fact]
    public async Task A_database_that_is_gone_between_Stripes_answer_and_our_commit_loses_and_doubles_nothing()
    {
        var (captured, cancelled) = (await PaidSale.PlacedAsync(server), await PaidSale.PlacedAsync(server));
        var (returned, _) = (await PaidSale.CapturedAsync(server), await PaidSale.CompletedAsync(server));
        await server.DeliverNewsAsync();
        server.Stripe.Pay(captured.Intent);
        string[] questions = ["POST /v1/payment_intents/*/capture", "POST /v1/payment_intents/*/cancel", "POST /v1/refunds", "POST /v1/payouts"];
        var gates = questions.Select(question => server.Stripe.Gates.Hold(question, StripePoint.Done)).ToList();
        var acting = ((Func<Task>[])[server.DeliverNewsAsync, cancelled.CancelAsync, returned.CancelAsync, () => server.PayOutAsync(Shop.Key())]).Select(act => Task.Run(act, Stop)).ToList();
        await Task.WhenAll(gates.Select(gate => gate.Reached)).WaitAsync(s_patience, Stop);
        await using (await GoneDatabase.TakeAsync(server.ConnectionString))
        {
            gates.ForEach(gate => gate.Open());
            await Task.Delay(TimeSpan.FromSeconds(2), Stop);
        }

        await Task.WhenAll(acting).ContinueWith(_ => { }, TaskScheduler.Default);
        await server.AnswersAgainAsync();
        await server.QuietAsync();
        Assert.Equal(("PAID", "CANCELLED", "REFUNDED"), (await captured.StateAsync(), await cancelled.StateAsync(), await returned.StateAsync()));
        await server.ArriveAsync();
        await server.AssertRightAsync();
    }

    [Fact]
    public async Task The_worker_is_killed_in_the_middle_of_a_batch_and_the_next_goes_on()
    {
        List<PaidSale> sales = [];
        for (var i = 0; i < 6; i++)
        {
            sales.Add(await PaidSale.PlacedAsync(server));
        }

        // No webhook tells: the next server finds all of them due at once.
        await server.KillAsync();
        sales.ForEach(sale => server.Stripe.Pay(sale.Intent));
        var third = server.Stripe.Gates.Hold("POST /v1/payment_intents/*/capture", StripePoint.Done, skip: 2);
        await server.StartAsync();
        await third.Reached.WaitAsync(s_patience, Stop);
        await server.KillAsync();
        third.Open();
        await server.StartAsync();
        await server.QuietAsync();
        foreach (var sale in sales)
        {
            Assert.Equal("PAID", await sale.StateAsync());
        }

        await server.AssertRightAsync();
    }

    /// <summary>Has the server killed while it stands at these questions, and starts the next one.</summary>
    private async Task KilledAsync(KilledWhen when, Func<Task>[] acts, params string[] questions)
    {
        var point = when is KilledWhen.NeverDone or KilledWhen.DoneLate ? StripePoint.Arrived : StripePoint.Done;
        var gates = questions.Select(question => server.Stripe.Gates.Hold(question, point)).ToList();
        var acting = acts.Select(act => Task.Run(act, Stop)).ToList();
        await Task.WhenAll(gates.Select(gate => gate.Reached)).WaitAsync(s_patience, Stop);
        await using (var held = when switch
        {
            KilledWhen.NotWritten => await HeldTables.LockAsync(server.ConnectionString, "payments.payments, payments.payouts, payments.payout_reversals", "EXCLUSIVE"),
            KilledWhen.NotPosted => await HeldTables.LockAsync(server.ConnectionString, "payments.movements", "SHARE"),
            _ => null,
        })
        {
            if (held is not null)
            {
                gates.ForEach(gate => gate.Open());
                await held.AwaitedAsync();
            }

            await server.KillAsync();
        }

        await Task.WhenAll(acting).ContinueWith(_ => { }, TaskScheduler.Default);
        if (when == KilledWhen.NeverDone)
        {
            gates.ForEach(gate => gate.Lose());
        }

        await server.StartAsync();
        await Task.Delay(when == KilledWhen.DoneLate ? 700 : 0, Stop);
        gates.ForEach(gate => gate.Open());
    }
}
