using System.Globalization;
using CeCommerce.Benchmarks;
using CeCommerce.Benchmarks.Paying;
using CeCommerce.Benchmarks.SideBySide;

if (args is ["bare-endpoint", var connection, var sqlFile, var address])
{
    return await BareEndpoint.RunAsync(connection, sqlFile, address);
}

if (args is ["side-by-side", var before, var seconds, var seed])
{
    return await SideBySideRun.RunAsync(before, int.Parse(seconds, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
}

var filter = args.FirstOrDefault() ?? "";
var report = new Report();
await using var home = StockedHome.Shared();
(string Name, bool Stocked, Func<Task> Run)[] benchmarks =
[
    ("verdicts", false, () => Task.Run(() => VerdictBenchmark.Run(report))),
    ("search", false, () => SearchBenchmark.RunAsync(report)),
    ("statements", false, () => StatementBenchmark.RunAsync(report)),
    ("buying", false, () => BuyingBenchmark.RunAsync(report)),
    ("carts", false, () => CartBenchmark.RunAsync(report)),
    ("payments", false, () => PaymentPathBenchmark.RunAsync(report)),
    ("refunds", false, () => RefundBenchmark.RunAsync(report)),
    ("walk", false, () => WalkBenchmark.RunAsync(report)),
    ("import", true, () => Task.CompletedTask),
    ("start", true, () => StartBenchmark.RunAsync(home, report)),
    ("detail", true, () => DetailBenchmark.RunAsync(home, report)),
    ("race", true, () => RaceBenchmark.RunAsync(home, report)),
    ("floors", false, () => ImportFloorBenchmark.RunAsync(report)),
    ("pass", false, () => PassBenchmark.RunAsync(report)),
    ("report", false, () => ReportBenchmark.RunAsync(report)),
    ("verify", false, () => VerifyBenchmark.RunAsync(report)),
    ("reconcile", false, () => ReconcileBenchmark.RunAsync(report)),
];
foreach (var (name, stocked, run) in benchmarks.Where(benchmark => benchmark.Name.Contains(filter, StringComparison.Ordinal)))
{
    Report.Say($"{name} …");
    if (stocked)
    {
        await ImportBenchmark.StockAsync(home, report);
    }

    await run();
}

report.Print();
return 0;
