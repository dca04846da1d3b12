namespace CeCommerce.Benchmarks;

/// <summary>Stock lists of two lengths through <c>cecommerce import --publish</c>, from the start of the process to its end.</summary>
internal static class ImportBenchmark
{
    public const int Listings = 100_000;
    private const double Bound = 2_000;
    private const decimal BytesBound = 3;

    /// <summary>Fills the home (once), and leaves <see cref="Listings"/> on the shelf.</summary>
    public static async Task StockAsync(StockedHome home, Report report)
    {
        await home.HoldAsync();
        if (await home.AskAsync<bool>("SELECT to_regclass('listings.listings') IS NOT NULL"))
        {
            return;
        }

        await CommerceProcess.RunAsync(home, "migrate");
        var (few, small) = await ImportAsync(home, 5_000);
        var (many, large) = await ImportAsync(home, 200_000);
        report.Add("import of 5,000 rows, process start included", Text.Of($"{few:N0} rows/s, peak {small:N0} MB"), "", Text.Of($"≥ {Bound:N0} rows/s"), few >= Bound);
        report.Add("import of 200,000 rows", Text.Of($"{many:N0} rows/s, peak {large:N0} MB"), "", Text.Of($"≥ {Bound:N0} rows/s; memory × {large / small:N2}, flat ≤ 1.25"), many >= Bound && large <= small * 1.25);
        await SizeAsync(home, report);
        await home.ExecuteAsync(
            $"UPDATE listings.listings SET state = 'Paused' WHERE state = 'Published' AND id NOT IN (SELECT id FROM listings.listings WHERE state = 'Published' ORDER BY md5(id::text) LIMIT {Listings})");
        await home.ExecuteAsync("VACUUM ANALYZE");
    }

    /// <summary>What a listing takes on disk, indexes and out-of-line values included.</summary>
    private static async Task SizeAsync(StockedHome home, Report report)
    {
        const string Ask = "SELECT ({0}) / (SELECT count(*) FROM listings.listings) / 1024.0";
        var kept = await home.AskAsync<decimal>(Ask.Replace("{0}", "pg_total_relation_size('listings.listings') + pg_total_relation_size('listings.assessments')", StringComparison.Ordinal));
        var whole = await home.AskAsync<decimal>(Ask.Replace("{0}", "pg_database_size(current_database())", StringComparison.Ordinal));
        report.Add("disk for a listing and its verdicts after the imports", Text.Of($"{kept:N1} KB; whole database {whole:N1} KB a listing"), "", Text.Of($"≤ {BytesBound:N1} KB"), kept <= BytesBound);
    }

    /// <summary>The columns of a table that are written, joined by commas.</summary>
    public static Task<string> ColumnsAsync(StockedHome home, string table)
    {
        var name = table.Split('.');
        return home.AskAsync<string>(
            $"SELECT string_agg(quote_ident(column_name), ',' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = '{name[0]}' AND table_name = '{name[1]}' AND is_generated = 'NEVER'");
    }

    public static async Task<(double RowsPerSecond, double PeakMegabytes)> ImportAsync(StockedHome home, int rows, int? seed = null)
    {
        var file = Path.Combine(home.Directory, $"{rows}.csv");
        await StockListGenerator.WriteAsync(file, rows, seed ?? rows);
        var mapping = Path.Combine(Repository.Root, "samples", "stock-list-ja.mapping.json");
        var (took, peak) = await CommerceProcess.RunAsync(home, "import", file, "--operator", "demo-refurbisher", "--mapping", mapping, "--publish", "--report", file + ".ndjson");
        File.Delete(file);
        File.Delete(file + ".ndjson");
        return (rows / took.TotalSeconds, peak);
    }
}

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The text of a document that the product ships.</summary>
    public static string Operation(string path) => File.ReadAllText(Path.Combine(Root, "graphql", "operations", path + ".graphql"));

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "CeCommerce.sln")) ? directory : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("Run this from the sources."));
}
