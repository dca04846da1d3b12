using CeCommerce.Platform;
using CeCommerce.Platform.Events;
using CeCommerce.Search;

namespace CeCommerce.IntegrationTests.Search;

/// <summary>Listings to search for.</summary>
internal static class Shelf
{
    public static readonly DateTimeOffset Opening = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(9));

    /// <summary>The same id for the same number in every run.</summary>
    public static Guid Id(int number) => new(number, 0x7000, unchecked((short)0x8000), 0, 0, 0, 0, 0, 0, 0, 1);

    public static EventPosition At(int line) => new(700_000 + line);

    public static ListingDocument Listing(int number, string title = "冷蔵庫") => new()
    {
        Id = Id(number),
        ItemId = Id(number + 1_000_000),
        OperatorId = Id(9_000_001 + (number % 2)),
        OperatorName = "北星リユース株式会社",
        Kind = "REUSE",
        CategoryCode = "FRIDGE",
        CategoryName = new("家電", "Appliance"),
        Title = title,
        Price = Money.Jpy(10_000),
        Compliance = "PASS",
        PublishedAt = Opening.AddMinutes(number),
        Version = 1,
    };

    public static IndexBatch Upsert(int line, params ListingDocument[] listings) => new(listings, [], At(line));

    public static IndexBatch Delete(int line, params int[] numbers) => new([], [.. numbers.Select(Id)], At(line));

    public static async IAsyncEnumerable<ListingDocument> Stream(IEnumerable<ListingDocument> listings)
    {
        foreach (var listing in listings)
        {
            await Task.Yield();
            yield return listing;
        }
    }
}
