using System.Diagnostics;
using System.Security.Cryptography;
using CeCommerce.Payments.Ledger.Log;

namespace CeCommerce.Benchmarks;

/// <summary>
/// <c>ledger verify</c> over a million entries, start of the process included, beside a loop that reads the same rows in one statement and hashes each once. The sales are written past the
/// triggers, which look at each by itself, and sealed and signed by a server.
/// </summary>
internal static class VerifyBenchmark
{
    private const int Times = 3;
    private const double Bound = 3;

    private const string Filling =
        """
        SET session_replication_role = replica;
        CREATE SCHEMA bench;
        CREATE TABLE bench.sales AS
        SELECT i, '2026-11-20T00:01:00Z'::timestamptz + i * interval '1 ms' AS at, 1000 + i % 90000 AS amount, ('00000000-0000-7000-8000-' || lpad(to_hex(i % 300), 12, '0'))::uuid AS owner,
            (lpad(to_hex((extract(epoch FROM '2026-11-20T00:01:00Z'::timestamptz) * 1000)::bigint + i), 12, '0') || '7' || substr(md5('m' || i), 1, 3) || '8' || substr(md5('m' || i), 4, 15))::uuid AS movement,
            (lpad(to_hex((extract(epoch FROM '2026-11-20T00:01:00Z'::timestamptz) * 1000)::bigint + i), 12, '0') || '7' || substr(md5('p' || i), 1, 3) || '8' || substr(md5('p' || i), 4, 15))::uuid AS payment
        FROM generate_series(1, 500000) i;
        INSERT INTO payments.accounts SELECT payments.account_id('BuyerClearing', NULL, 'JPY'), 'BuyerClearing', NULL, 'JPY'
            UNION ALL SELECT payments.account_id('Escrow', owner, 'JPY'), 'Escrow', owner, 'JPY' FROM (SELECT DISTINCT owner FROM bench.sales) o;
        INSERT INTO payments.payments (id, gateway, reference, method, status, captured, attempts, created_at, amount, currency, purpose_kind, purpose_id)
            SELECT payment, 'bench', i, 'card', 'Succeeded', true, '[]', at, amount, 'JPY', 'bench', payment FROM bench.sales ORDER BY i;
        INSERT INTO payments.steps (id, payment_id, number, kind, state, amount, created_at, ended_at, unsettled, ask_at, asked)
            SELECT movement, payment, 1, 'Capture', 'Succeeded', amount, at, at, false, at, 0 FROM bench.sales ORDER BY i;
        INSERT INTO payments.movements (id, kind, cause_kind, cause_id, at, recorded_at) SELECT movement, 'Charge', 'pay', payment, at, at FROM bench.sales ORDER BY i;
        INSERT INTO payments.entries (movement_id, account_id, amount, at, recorded_at)
            SELECT movement, payments.account_id(side.kind, side.owner, 'JPY'), side.amount, at, at
            FROM bench.sales CROSS JOIN LATERAL (VALUES ('BuyerClearing', NULL::uuid, -amount), ('Escrow', owner, amount)) side (kind, owner, amount) ORDER BY i;
        INSERT INTO payments.day_sums SELECT account_id, date_trunc('day', at, 'UTC'), date_trunc('day', recorded_at, 'UTC'), sum(amount) FROM payments.entries GROUP BY 1, 2, 3;
        INSERT INTO payments.unsealed SELECT movement, false FROM bench.sales ORDER BY i;
        RESET session_replication_role;
        """;

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await CommerceProcess.RunAsync(home, "migrate");
        await home.ExecuteAsync(Filling);
        var sealing = await SealAsync(home);
        await home.ExecuteAsync("VACUUM ANALYZE");
        var (floors, took) = (new List<double>(), new List<double>());
        for (var time = 0; time < Times; time++)
        {
            floors.Add(await FloorAsync(home));
            took.Add((await CommerceProcess.RunAsync(home, "ledger", "verify")).Took.TotalSeconds);
        }

        var (entries, ratio) = (await home.AskAsync<long>("SELECT count(*) FROM payments.entries"), took.Median() / floors.Median());
        report.Add(
            "ledger verify", Text.Of($"{entries:N0} entries in {took.Median():N1} s"), Text.Of($"reading and hashing the same rows {floors.Median():N1} s"), Text.Of($"{ratio:N2} ≤ {Bound}"), ratio <= Bound);
        report.Add("sealing them", Text.Of($"{entries / 2 / sealing:N0} leaves/s"));
    }

    /// <summary>Seconds until a server has sealed and signed them.</summary>
    private static async Task<double> SealAsync(StockedHome home)
    {
        await using var server = await CommerceProcess.ServeAsync(home);
        var since = Stopwatch.GetTimestamp();
        while (!await home.AskAsync<bool>("SELECT EXISTS (SELECT FROM platform.checkpoints) AND NOT EXISTS (SELECT FROM payments.unsealed)"))
        {
            await Task.Delay(200);
        }

        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<double> FloorAsync(StockedHome home)
    {
        var since = Stopwatch.GetTimestamp();
        await using var command = home.Source.CreateCommand(LoggedRows.AllMovements);
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync();
        var hash = new byte[SHA256.HashSizeInBytes];
        while (await reader.ReadAsync())
        {
            var row = new LeafBytes().Add(reader.GetGuid(0)).Add(reader.GetString(1)).Add(reader.GetString(2)).Add(reader.GetGuid(3))
                .Add(reader.GetFieldValue<DateTimeOffset>(4)).Add(reader.GetFieldValue<DateTimeOffset>(5)).Add(reader.GetGuid(7)).Add(reader.GetInt64(8)).Add(reader.GetFieldValue<byte[]>(11));
            SHA256.HashData(row.ToArray(), hash);
        }

        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
