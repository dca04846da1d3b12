using System.Diagnostics;
using CeCommerce.Orders;

namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>
/// A deployment as it may go: the version before sells, this one migrates and joins it, both sell, either is killed, and whoever is left brings everything to its end.
/// </summary>
internal sealed class SideBySideRun(Release before, Release after, TimeSpan time, int seed)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Tally _tally = new();
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>0 when nothing is wrong.</summary>
    public static async Task<int> RunAsync(string before, int seconds, int seed)
    {
        var run = new SideBySideRun(new("old", before), new("new", Repository.Root), TimeSpan.FromSeconds(seconds), seed);
        return await run.RunAsync();
    }

    private async Task<int> RunAsync()
    {
        await using var home = new StockedHome(kept: null) { Clock = TimeProvider.System };
        await home.HoldAsync();
        try
        {
            await RunAsync(home);
        }
        catch (Exception broken)
        {
            _tally.Fail(broken.ToString());
        }

        return await ReportAsync(home);
    }

    private async Task RunAsync(StockedHome home)
    {
        // The signing key is made with the first token.
        _ = home.TokenOf("first");
        await using var sides = new Sides(home);
        using var shop = new Shop(sides, before, _tally);
        Say($"Seed {seed}. The old version takes in stock …");
        var shelf = await Shelf.FillAsync(before, home);
        var (_, seller) = await Side.RunAsync(before, home, "token", "--as", "operator", "--operator", "demo-refurbisher");
        var market = new Market(home, sides, shop, shelf, _tally, seller.Trim());

        await DeployAsync(market);
        await SettleAsync(home, "after the old one was killed");
        await TakeBackAsync(market);
        await SettleAsync(home, "at the end");
        await EndAsync(market);
    }

    /// <summary>The old one sells alone, the new one joins it, the old one is killed.</summary>
    private async Task DeployAsync(Market market)
    {
        var old = await market.Sides.StartAsync(before);
        await using var crowd = Crowd.Start(market, seed);
        Say($"The old one sells alone …");
        await crowd.GoOnAsync(Short);
        await KnowStatesAsync(market.Home, crowd, except: [OrderState.RefundPending]);
        await ProcessorSilence.BeginAsync(market.Home);
        await KnowStatesAsync(market.Home, crowd);
        Say($"The new one migrates and joins …");
        await market.Sides.StartAsync(after);
        await ProcessorSilence.EndAsync(market.Home);
        Say($"Both sell …");
        await crowd.GoOnAsync(time);
        Say($"The old one is killed …");
        await market.Sides.KillAsync(old);
        await crowd.GoOnAsync(Short);
    }

    /// <summary>The old one comes back, the new one is killed and comes again, and the old one leaves.</summary>
    private async Task TakeBackAsync(Market market)
    {
        var last = market.Sides.Up[0];
        Say($"The old one comes back …");
        var old = await market.Sides.StartAsync(before);
        await using var crowd = Crowd.Start(market, seed + 1_000);
        await crowd.GoOnAsync(Short);
        Say($"The new one is killed …");
        await market.Sides.KillAsync(last);
        await crowd.GoOnAsync(Short);
        Say($"A new one starts again …");
        await market.Sides.StartAsync(after);
        await crowd.GoOnAsync(Short);
        Say($"The old one is killed again …");
        await market.Sides.KillAsync(old);
    }

    private async Task EndAsync(Market market)
    {
        var (code, output) = await Side.RunAsync(after, market.Home, "ledger", "verify");
        Say($"ledger verify ends with {code}");
        Expect(code == 0, $"ledger verify ended with {code}: {output}");
        Expect(await market.Sides.StopAsync(market.Sides.Up[0]) == 0, "the new one did not end with 0");

        // A worker of the version before that deadlocks with a migration says so and begins again.
        foreach (var (side, line) in market.Sides.All.SelectMany(side => side.Log.Select(line => (side, line))))
        {
            Expect(!IsError(line) || (side.Release == before && line.Contains("40P01", StringComparison.Ordinal)), $"logged by the {side.Release.Name} one: {line}");
        }
    }

    /// <summary>Waits until nothing moves by itself any more; then looks at every order.</summary>
    private async Task SettleAsync(StockedHome home, string when)
    {
        var since = Stopwatch.GetTimestamp();
        IReadOnlyList<string> moving;
        while ((moving = await Invariants.BrokenAsync(home, Invariants.Moving)).Count > 0 && Stopwatch.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(500);
        }

        Say($"Settled in {Stopwatch.GetElapsedTime(since).TotalSeconds:N0} s.");
        foreach (var wrong in moving.Concat(await Invariants.BrokenAsync(home, Invariants.EveryOrderHas)))
        {
            _tally.Fail($"{when}, {wrong}");
        }
    }

    /// <summary>Lets them go on until the migration meets orders in each of their states.</summary>
    private async Task KnowStatesAsync(StockedHome home, Crowd crowd, params OrderState[] except)
    {
        var since = Stopwatch.GetTimestamp();
        string states;
        string[] missing;
        do
        {
            await crowd.GoOnAsync(TimeSpan.FromSeconds(1));
            states = await StatesAsync(home);
            missing = [.. Enum.GetValues<OrderState>().Except(except).Select(state => state.ToString()).Where(state => !states.Contains(state + " ", StringComparison.Ordinal))];
        }
        while (missing.Length > 0 && Stopwatch.GetElapsedTime(since) < Patience);

        Say($"Orders now: {states}");
        Expect(missing.Length == 0, $"no order was {string.Join(" or ", missing)} when the new one came");
    }

    private static Task<string> StatesAsync(StockedHome home) =>
        home.AskAsync<string>("SELECT coalesce(string_agg(state || ' ' || number, ', '), '') FROM (SELECT state, count(*) AS number FROM orders.orders GROUP BY state) AS states");

    private async Task<int> ReportAsync(StockedHome home)
    {
        Report.Say($"\n{string.Join('\n', _tally.Rows(before.Name, after.Name))}\n");
        Report.Say($"Orders in the end: {await StatesAsync(home)}");
        foreach (var wrong in _tally.Wrong)
        {
            Report.Say($"WRONG: {wrong}");
        }

        Report.Say($"side by side: {(_tally.Wrong.Count == 0 ? "OK" : Text.Of($"{_tally.Wrong.Count} things are wrong"))}");
        return _tally.Wrong.Count == 0 ? 0 : 1;
    }

    private void Expect(bool isSo, string wrong)
    {
        if (!isSo)
        {
            _tally.Fail(wrong);
        }
    }

    private void Say(FormattableString progress) => Report.Say($"{Stopwatch.GetElapsedTime(_since).TotalSeconds,4:N0}s  {Text.Of(progress)}");

    // Lines of the console in development begin with the time.
    private static bool IsError(string line) => line.Length > 14 && (line.AsSpan(9).StartsWith("fail:") || line.AsSpan(9).StartsWith("crit:"));
}
