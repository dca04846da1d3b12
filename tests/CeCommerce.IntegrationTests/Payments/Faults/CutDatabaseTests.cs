using System.Text.Json.Nodes;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>The line to the database breaks between Stripe's answer and our commit, or between the commit and its answer, and is there again. Each thing was done once, and the books know it.</summary>
public sealed class CutDatabaseTests(CutDatabase cut) : IClassFixture<CutDatabase>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>How the line breaks.</summary>
    private enum By
    {
        /// <summary>The next answer is a reset.</summary>
        Reset,

        /// <summary>No answer comes any more, and nothing is closed.</summary>
        Silence,

        /// <summary>All is closed, and nobody is let in.</summary>
        Down,
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_breaks_around_our_commit_loses_and_doubles_nothing()
    {
        Toxiproxy.SkipWhereMissing();
        var server = cut.Server;
        var (returned, _) = (await PaidSale.CapturedAsync(server), await PaidSale.CompletedAsync(server));
        var (cancelled, captured) = (await PaidSale.PlacedAsync(server), new List<PaidSale>());
        for (var i = 0; i < 4; i++)
        {
            captured.Add(await PaidSale.PlacedAsync(server));
        }

        await BreakAsync(By.Reset, CaptureOf(captured[0]), (returned.CancelAsync, "POST /v1/refunds"));
        await BreakAsync(By.Silence, CaptureOf(captured[1]), (cancelled.CancelAsync, $"POST /v1/payment_intents/{cancelled.Intent}/cancel"));
        await BreakAsync(By.Down, CaptureOf(captured[2]), (() => server.PayOutAsync(Shop.Key()), "POST /v1/payouts"));
        await BreakAfterCommitAsync(CaptureOf(captured[3]));

        await server.QuietAsync();
        Assert.Equal(("CANCELLED", "REFUNDED"), (await cancelled.StateAsync(), await returned.StateAsync()));
        Assert.All(await Task.WhenAll(captured.Select(sale => sale.StateAsync())), state => Assert.Equal("PAID", state));
        await server.ArriveAsync();
        await server.AssertRightAsync();
    }

    private (Func<Task> Act, string Question) CaptureOf(PaidSale sale) => (
        () =>
        {
            cut.Server.Stripe.Pay(sale.Intent);
            return cut.Server.DeliverNewsAsync();
        },
        $"POST /v1/payment_intents/{sale.Intent}/capture");

    /// <summary>Stripe answers what was asked, and nothing of that can be committed.</summary>
    private async Task BreakAsync(By by, params (Func<Task> Act, string Question)[] asked)
    {
        var (acting, gates) = await StandAsync(asked);
        await SpoilAsync(by);
        gates.ForEach(gate => gate.Open());
        await Task.Delay(TimeSpan.FromSeconds(1), Stop);
        await MendAsync(by);
        await acting.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>What Stripe answered is committed, and whoever did so never hears of it.</summary>
    private async Task BreakAfterCommitAsync((Func<Task> Act, string Question) asked)
    {
        var (acting, gates) = await StandAsync([asked]);
        await using (var commits = await HeldCommits.TakeAsync(cut.Server.ConnectionString))
        {
            gates.ForEach(gate => gate.Open());
            await commits.AwaitedAsync();
            await SpoilAsync(By.Silence);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300), Stop);
        await MendAsync(By.Silence);
        await acting.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>All of them stand where Stripe has done it and not answered.</summary>
    private async Task<(Task Acting, List<StripeGate> Gates)> StandAsync(IEnumerable<(Func<Task> Act, string Question)> asked)
    {
        var gates = asked.Select(one => cut.Server.Stripe.Gates.Hold(one.Question, StripePoint.Done)).ToList();
        var acting = Task.WhenAll(asked.Select(one => Task.Run(one.Act, Stop)).ToList());
        await Task.WhenAll(gates.Select(gate => gate.Reached)).WaitAsync(s_patience, Stop);
        return (acting, gates);
    }

    private Task SpoilAsync(By by) => by switch
    {
        By.Reset => cut.Line.SpoilAsync("reset_peer", new JsonObject { ["timeout"] = 0 }),
        By.Silence => cut.Line.SpoilAsync("timeout", new JsonObject { ["timeout"] = 0 }),
        By.Down => cut.Line.TurnAsync(on: false),
    };

    private Task MendAsync(By by) => by switch
    {
        By.Reset => cut.Line.MendAsync("reset_peer"),
        By.Silence => cut.Line.MendAsync("timeout"),
        By.Down => cut.Line.TurnAsync(on: true),
    };
}
