using System.Diagnostics;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Platform;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Benchmarks;

/// <summary>
/// A day of 100,000 paid orders, some of them given back, beside the bare full join of ledger entries with the transactions that are stored for them. Rows are written by SQL:
/// nothing of how they came to be is measured.
/// </summary>
internal static class ReconcileBenchmark
{
    private const int Rounds = 5;
    private const double Bound = 3;

    /// <summary>One order in ten was given back, each charge cost a fee; one in a thousand lacks one side.</summary>
    private const string Rows =
        """
        SET session_replication_role = replica;
        CREATE TEMP TABLE sold AS SELECT n, gen_random_uuid() AS payment, gen_random_uuid() AS charge, gen_random_uuid() AS refund, gen_random_uuid() AS told, gen_random_uuid() AS cost,
            gen_random_uuid() AS told_back, 1000 + n % 90000 AS amount, '2026-11-10 00:00+09'::timestamptz + n * interval '0.8 s' AS at, n % 10 = 0 AS is_back FROM generate_series(1, 100000) AS n;
        INSERT INTO payments.accounts (id, kind, owner, currency)
        SELECT payments.account_id(kind, owner, 'JPY'), kind, owner, 'JPY' FROM (VALUES ('BuyerClearing', NULL::uuid), ('ProcessorFee', NULL), ('Escrow', '00000000-0000-7000-8000-000000000001')) AS a (kind, owner) ON CONFLICT DO NOTHING;
        CREATE TEMP TABLE moved AS
        SELECT charge AS id, 'Charge' AS kind, 'pay' AS cause_kind, payment AS cause_id, amount, at, 'Escrow' AS other FROM sold WHERE n % 1000 <> 1
        UNION ALL SELECT refund, 'Refund', 'pay', payment, -amount, at, 'Escrow' FROM sold WHERE is_back
        UNION ALL SELECT cost, 'ProcessorFee', 'btx', told, -(amount * 36 / 1000), at, 'ProcessorFee' FROM sold WHERE n % 1000 <> 2;
        INSERT INTO payments.movements (id, kind, cause_kind, cause_id, at, recorded_at) SELECT id, kind, cause_kind, cause_id, at, at FROM moved;
        INSERT INTO payments.entries (movement_id, account_id, amount, at, recorded_at)
        SELECT id, payments.account_id('BuyerClearing', NULL, 'JPY'), -amount, at, at FROM moved
        UNION ALL SELECT id, payments.account_id(other, CASE other WHEN 'Escrow' THEN '00000000-0000-7000-8000-000000000001'::uuid END, 'JPY'), amount, at, at FROM moved;
        INSERT INTO payments.balance_transactions (id, gateway, processor_id, kind, word, amount, fee, currency, cause_kind, cause_id, created_at, fetched_at)
        SELECT told, 'bench', 'txn_' || n, 'Charge', 'charge', amount, amount * 36 / 1000, 'JPY', 'pay', payment, at, at FROM sold WHERE n % 1000 <> 2
        UNION ALL SELECT told_back, 'bench', 'txr_' || n, 'Refund', 'refund', -amount, 0, 'JPY', 'pay', payment, at, at FROM sold WHERE is_back;
        RESET session_replication_role;
        """;

    private const string Join =
        """
        SELECT count(*) FROM (SELECT m.cause_kind, m.cause_id, -e.amount AS amount FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id
            WHERE e.account_id = payments.account_id('BuyerClearing', NULL, 'JPY')) AS b
        FULL JOIN payments.balance_transactions t ON t.cause_id = b.cause_id AND t.cause_kind = b.cause_kind AND t.amount = b.amount
        """;

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await CommerceProcess.RunAsync(home, "migrate");
        await home.ExecuteAsync(Rows);
        await home.ExecuteAsync("VACUUM ANALYZE payments.movements; ");
        await home.ExecuteAsync("VACUUM ANALYZE payments.entries");
        await home.ExecuteAsync("VACUUM ANALYZE payments.balance_transactions");
        var settings = new Settings { Environment = Environments.Development, Home = home.Directory, Database = home.ConnectionString, Clock = home.Clock, Urls = "http://127.0.0.1:0", SandboxPayments = true };
        await using var app = CommerceServer.Build(settings, () => home.ConnectionString, Features.Composition);
        var (ours, bare, exceptions) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round <= Rounds; round++)
        {
            bare.Add(await SecondsAsync(() => home.AskAsync<long>(Join)));
            ours.Add(await SecondsAsync(async () => exceptions = await ReconcileAsync(app.Services)));
        }

        var (median, floor) = (ours[1..].Median(), bare[1..].Median());
        report.Add(
            "100,000 orders reconciled", Text.Of($"{median * 1000:N0} ms, {exceptions:N0} exceptions named"), Text.Of($"bare full join {floor * 1000:N0} ms"), Text.Of($"{median / floor:N2} ≤ {Bound}"),
            median <= floor * Bound);
    }

    private static async Task<int> ReconcileAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Reconciler>().RunAsync(new(new(2026, 11, 10), new(2026, 11, 11)), null, nightly: false, default)).Run.ExceptionCount;
    }

    private static async Task<double> SecondsAsync<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
