using System.Collections.Concurrent;
using CeCommerce.Listings;

namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>Listings that an import of the version before has put on sale.</summary>
internal sealed class Shelf
{
    private const int Units = 2_000;
    private const string Everything = "SELECT coalesce(array_agg(id), '{}') FROM listings.listings WHERE state = 'Published' AND price_amount IS NOT NULL AND title LIKE '【リユース】%'";

    private readonly ConcurrentQueue<string> _fresh;
    private volatile string _last;

    private Shelf(IEnumerable<string> listings) => (_fresh, _last) = (new(listings), "");

    /// <summary>Imports them with every means of payment.</summary>
    public static async Task<Shelf> FillAsync(Release release, StockedHome home)
    {
        var (list, mapping) = (Path.Combine(home.Directory, "stock.csv"), Path.Combine(home.Directory, "mapping.json"));
        await StockListGenerator.WriteAsync(list, Units);
        var words = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "stock-list-ja.mapping.json"));
        await File.WriteAllTextAsync(mapping, words.Replace("\"paymentMethods\": \"CARD\"", "\"paymentMethods\": \"CARD;CONVENIENCE_STORE\"", StringComparison.Ordinal));
        string[][] commands = [["migrate"], ["import", list, "--operator", "demo-refurbisher", "--mapping", mapping, "--publish", "--report", list + ".ndjson"]];
        foreach (var command in commands)
        {
            var (code, output) = await Side.RunAsync(release, home, command);
            // An import that had to refuse some lines ends with 1.
            _ = code is 0 or 1 ? code : throw new InvalidOperationException($"{command[0]} ended with {code}: {output}");
        }

        return new((await home.AskAsync<Guid[]>(Everything)).Select(id => ListingId.From(id).ToString()));
    }

    /// <summary>One that nobody has asked for yet.</summary>
    public string Fresh() => _fresh.TryDequeue(out var listing) ? _last = listing : throw new InvalidOperationException("The shelf is empty: import more.");

    /// <summary>One that somebody else is busy with, likely.</summary>
    public string Wanted() => _last;
}
