using System.Diagnostics;
using Npgsql;

namespace CeCommerce.Benchmarks;

/// <summary>
/// An import beside two floors, in a home of its own: the same import by an edition that has no rule, and restoring the rows that it wrote
/// by COPY into tables with the same indexes.
/// </summary>
internal static class ImportFloorBenchmark
{
    private const int Rows = 100_000;
    private const int Rounds = 3;
    private const double RulesBound = 1.2;
    private const double CopyBound = 0.6;

    /// <summary>What the rows refer to.</summary>
    private static readonly string[] Before = ["operators.operators", "listings.import_jobs"];

    /// <summary>Custody comes by a trigger of items.</summary>
    private static readonly string[] Tables =
    [
        "items.items", "items.serials", "listings.listings", "listings.prices", "listings.assessments", "listings.lease_disclosures", "listings.import_rows",
        "platform.history", "platform.events",
    ];

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await CommerceProcess.RunAsync(home, "migrate");
        await ImportBenchmark.ImportAsync(home, 2_000);
        var (all, none) = (new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            await UseAsync(home, round * 2, "SELECT packs FROM standards.editions WHERE number = 1");
            all.Add((await ImportBenchmark.ImportAsync(home, Rows, seed: round)).RowsPerSecond);
            await UseAsync(home, (round * 2) + 1, "SELECT jsonb_object_agg(code, version) FROM standards.packs WHERE code IN ('goods-lists', 'claim-terms', 'offered-terms')");
            none.Add((await ImportBenchmark.ImportAsync(home, Rows, seed: Rounds + round)).RowsPerSecond);
        }

        var slower = none.Median() / all.Median();
        report.Add("import by all rules", Text.Of($"{all.Median():N0} rows/s"), Text.Of($"by none {none.Median():N0} rows/s"), Text.Of($"{slower:N2} × the time ≤ {RulesBound}"), slower <= RulesBound);
        await CopyAsync(home, all.Median(), report);
    }

    /// <summary>An edition with other packs, for the process that starts next.</summary>
    private static Task UseAsync(StockedHome home, int number, string packs) => home.ExecuteAsync(
        $"INSERT INTO standards.editions (number, id, version, packs, activated_at, activated_by, grace_days) SELECT {number}, gen_random_uuid(), 'bench-{number}', ({packs}), now(), 'bench', 0");

    /// <summary>Rows of the whole home, restored into empty tables with the same indexes, keys and triggers, in another database of the cluster.</summary>
    private static async Task CopyAsync(StockedHome home, double imported, Report report)
    {
        await home.ExecuteAsync("CREATE DATABASE bare");
        await home.CopySchemaAsync("bare");
        await using var bare = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(home.ConnectionString) { Database = "bare" }.ConnectionString);
        foreach (var table in Before)
        {
            await CopyAsync(home, bare, table);
        }

        var took = TimeSpan.Zero;
        foreach (var table in Tables)
        {
            took += await CopyAsync(home, bare, table);
        }

        var floor = await home.AskAsync<long>("SELECT count(*) FROM listings.listings") / took.TotalSeconds;
        report.Add("import of a row", Text.Of($"{imported:N0} rows/s"), Text.Of($"COPY of the rows that it wrote {floor:N0}/s"), Text.Of($"{imported / floor:N2} ≥ {CopyBound}"), imported / floor >= CopyBound);
    }

    /// <summary>How long writing took.</summary>
    private static async Task<TimeSpan> CopyAsync(StockedHome home, NpgsqlDataSource bare, string table)
    {
        var (columns, file) = (await ImportBenchmark.ColumnsAsync(home, table), Path.Combine(home.Directory, table + ".copy"));
        await using var from = await home.Source.OpenConnectionAsync();
        await using (var read = await from.BeginRawBinaryCopyAsync($"COPY (SELECT {columns} FROM {table}) TO STDOUT (FORMAT BINARY)"))
        await using (var write = File.Create(file))
        {
            await read.CopyToAsync(write);
        }

        await using var to = await bare.OpenConnectionAsync();
        var start = Stopwatch.GetTimestamp();
        await using (var write = await to.BeginRawBinaryCopyAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)"))
        await using (var read = File.OpenRead(file))
        {
            await read.CopyToAsync(write);
        }

        File.Delete(file);
        return Stopwatch.GetElapsedTime(start);
    }
}
