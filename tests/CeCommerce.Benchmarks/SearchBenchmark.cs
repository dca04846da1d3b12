using System.Diagnostics;
using CeCommerce.Platform.Events;
using CeCommerce.Search;
using CeCommerce.Search.Lucene;

namespace CeCommerce.Benchmarks;

/// <summary>
/// Words, two filters, ten facets and twenty rows over 100,000 listings, as a ratio of the bare Lucene query with the same
/// words and filters and no facets, in the same process and run.
/// </summary>
internal static class SearchBenchmark
{
    private const int Listings = 100_000;
    private const int Rounds = 15;
    private const double Bound = 0.5;
    private static readonly ListingFacet[] _facets = Enum.GetValues<ListingFacet>();

    /// <summary>Words that few, some and all listings have.</summary>
    private static readonly (string Name, Func<int, string> Text, int Searches)[] _cases =
    [
        ("model number (0.01 %)", i => $"{(char)('A' + (i % 26))}{(char)('A' + (i / 26 % 26))}-{100 + (i % 899)}A", 400),
        ("category word (5 %)", i => BenchmarkListings.Categories[i % 20], 200),
        ("remark (44 %)", i => i % 2 == 0 ? "分解清掃" : "動作確認", 40),
        ("every listing (100 %)", _ => "中古", 20),
    ];

    public static async Task RunAsync(Report report)
    {
        var root = Directory.CreateTempSubdirectory("cecommerce-bench-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            await using var engine = new LuceneEngine(new(Path.Combine(root, "engine")), TimeProvider.System);
            await engine.RebuildAsync(BenchmarkListings.Make(Listings).ToAsyncEnumerable(), new EventPosition(1), null, default);
            report.Add(Text.Of($"index of {Listings:N0} listings built"), Text.Of($"{clock.Elapsed.TotalSeconds:N1} s"));
            using var bare = new BareLucene(Path.Combine(root, "bare"), BenchmarkListings.Make(Listings));
            foreach (var (name, text, searches) in _cases)
            {
                var (ours, floor) = await CompareAsync(engine, bare, text, searches);
                report.Add(
                    $"search engine, {name}: two filters, facets, 20 rows", Text.Of($"{ours:N0}/s"), Text.Of($"bare Lucene {floor:N0}/s"),
                    Text.Of($"{ours / floor:N2} ≥ {Bound}"), ours >= Bound * floor);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(double Ours, double Floor)> CompareAsync(LuceneEngine engine, BareLucene bare, Func<int, string> text, int searches)
    {
        var (full, clauses, cached) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            clauses.Add(Time(searches, i => bare.AskWithClauses(text(i), Kind(i), Category(i))));
            cached.Add(Time(searches, i => bare.AskWithCachedFilters(text(i), Kind(i), Category(i))));
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < searches; i++)
            {
                await engine.SearchAsync(Full(i, text(i)), default);
            }

            full.Add(searches / clock.Elapsed.TotalSeconds);
        }

        return (full.Median(), Math.Max(clauses.Median(), cached.Median()));
    }

    private static ListingSearch Full(int i, string text) => new()
    {
        Text = text,
        Filters = new() { Kinds = [Kind(i)], Categories = [Category(i)] },
        Facets = _facets,
        First = 20,
    };

    private static string Kind(int i) => BenchmarkListings.Kinds[i % 3];

    private static string Category(int i) => "C" + (i % 20);

    private static double Time(int searches, Func<int, int> search)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < searches; i++)
        {
            search(i);
        }

        return searches / clock.Elapsed.TotalSeconds;
    }
}
