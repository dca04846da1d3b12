using CeCommerce.Platform;
using CeCommerce.Search;

namespace CeCommerce.IntegrationTests.Search;

public abstract partial class SearchEngineContract
{
    private static readonly ListingDocument[] _assortment =
    [
        Shelf.Listing(1, "ノートパソコン") with { Brand = "Arashi", FunctionalGrade = "F3", CosmeticGrade = "A", Prefecture = "東京都", Price = Money.Jpy(900) },
        Shelf.Listing(2, "ノートパソコン") with { Brand = "Arashi", FunctionalGrade = "F5", CosmeticGrade = "B", Prefecture = "愛知県", Price = Money.Jpy(20_000), Kind = "REFURBISHED" },
        Shelf.Listing(3, "ノートパソコン") with { Brand = "Kanata", FunctionalGrade = "F4", CosmeticGrade = "A", Prefecture = "東京都", Price = Money.Jpy(45_000), Compliance = "WARN" },
        Shelf.Listing(4, "スニーカー") with { Brand = "Kanata", CosmeticGrade = "S", Prefecture = "大阪府", Price = Money.Jpy(5_000), CategoryCode = "SHOES" },
        Shelf.Listing(5, "スニーカー") with { Price = Money.Jpy(400_000), Kind = "SHARING", SharingModel = "RENTAL", CategoryCode = "SHOES" },
    ];

    private static readonly (ListingFilters Filters, int[] Found)[] _narrowings =
    [
        (new() { Kinds = ["REUSE"] }, [1, 3, 4]),
        (new() { Kinds = ["REFURBISHED", "SHARING"] }, [2, 5]),
        (new() { SharingModels = ["RENTAL"] }, [5]),
        (new() { Categories = ["SHOES"] }, [4, 5]),
        (new() { Brands = ["Arashi", "Kanata"], Kinds = ["REUSE"] }, [1, 3, 4]),
        (new() { Brands = ["NoSuchBrand"] }, []),
        (new() { FunctionalAtLeast = "F4" }, [2, 3]),
        (new() { FunctionalAtLeast = "F1" }, [1, 2, 3]),
        (new() { CosmeticGrades = ["S", "B"] }, [2, 4]),
        (new() { Price = new(900, 5_000) }, [1, 4]),
        (new() { Price = new(null, 899) }, []),
        (new() { Price = new(45_000, null) }, [3, 5]),
        (new() { Operators = [Shelf.Id(9_000_001)] }, [2, 4]),
        (new() { Prefectures = ["東京都"] }, [1, 3]),
        (new() { Compliance = ["WARN"] }, [3]),
        (new() { Prefectures = ["東京都"], FunctionalAtLeast = "F4", Price = new(1, 100_000) }, [3]),
    ];

    [Fact]
    public async Task Values_of_one_filter_are_alternatives_and_filters_narrow_each_other()
    {
        await OfferAsync(_assortment);

        foreach (var (filters, found) in _narrowings)
        {
            var result = await SearchAsync(new() { Filters = filters });
            Assert.Equal(found, Numbers(result).Order());
            Assert.Equal(found.Length, result.Total);
        }
    }

    [Fact]
    public async Task A_facet_respects_every_filter_but_its_own()
    {
        await OfferAsync(_assortment);

        var result = await SearchAsync(new()
        {
            Text = "ノート",
            Filters = new() { Brands = ["Arashi"], CosmeticGrades = ["A"] },
            Facets = Enum.GetValues<ListingFacet>(),
        });

        Assert.Equal([1], Numbers(result));
        Assert.Equal([new("Arashi", 1), new("Kanata", 1)], result.Facets[ListingFacet.Brand]);
        Assert.Equal([new("A", 1), new("B", 1)], result.Facets[ListingFacet.CosmeticGrade]);
        Assert.Equal([new("REUSE", 1)], result.Facets[ListingFacet.Kind]);
        Assert.Equal([new("東京都", 1)], result.Facets[ListingFacet.Prefecture]);
        Assert.Equal([new("0-999", 1)], result.Facets[ListingFacet.Price]);
        Assert.Equal([new(Shelf.Id(9_000_002).ToString(), 1)], result.Facets[ListingFacet.Operator]);
        Assert.Empty(result.Facets[ListingFacet.SharingModel]);
    }

    [Fact]
    public async Task Ranges_leave_the_alternatives_of_their_own_facet_visible()
    {
        await OfferAsync(_assortment);

        var result = await SearchAsync(new()
        {
            Filters = new() { FunctionalAtLeast = "F5", Price = PriceBand.Range("10000-29999") },
            Facets = [ListingFacet.FunctionalGrade, ListingFacet.Price, ListingFacet.Category],
        });

        Assert.Equal([2], Numbers(result));
        Assert.Equal([new("F5", 1)], result.Facets[ListingFacet.FunctionalGrade]);
        Assert.Equal([new("10000-29999", 1)], result.Facets[ListingFacet.Price]);
        Assert.Equal([new("FRIDGE", 1)], result.Facets[ListingFacet.Category]);
    }

    [Fact]
    public async Task A_value_filtered_by_is_listed_even_when_nothing_has_it()
    {
        await OfferAsync(_assortment);

        var result = await SearchAsync(new() { Filters = new() { Brands = ["Gone"] }, Facets = [ListingFacet.Brand] });

        Assert.Equal([new("Arashi", 2), new("Kanata", 2), new("Gone", 0)], result.Facets[ListingFacet.Brand]);
    }

    [Fact]
    public async Task Facets_and_totals_agree_with_a_plain_count_whatever_is_filtered()
    {
        var random = new Random(20261120);
        string? Any(params string?[] values) => values[random.Next(values.Length)];
        var all = Enumerable.Range(1, 400).Select(i => Shelf.Listing(i) with
        {
            Brand = Any("Arashi", "Kanata", null),
            CosmeticGrade = Any("S", "A", "B", "C", "J"),
            Kind = Any("REUSE", "REFURBISHED")!,
            Prefecture = Any("東京都", "大阪府", null),
            Price = Money.Jpy(random.Next(1, 60_000)),
        }).ToArray();
        await OfferAsync(all);
        for (var round = 0; round < 30; round++)
        {
            string[] Some(params string[] values) => [.. values.Where(_ => random.Next(3) == 0)];
            var filters = new ListingFilters { Brands = Some("Arashi", "Kanata"), CosmeticGrades = Some("S", "A", "B"), Kinds = Some("REUSE"), Prefectures = Some("東京都", "大阪府") };
            var result = await SearchAsync(new() { Filters = filters, Facets = [ListingFacet.Brand] });

            bool Passes(ListingDocument x, bool brand) => (!brand || Has(filters.Brands, x.Brand)) && Has(filters.CosmeticGrades, x.CosmeticGrade)
                && Has(filters.Kinds, x.Kind) && Has(filters.Prefectures, x.Prefecture);
            Assert.Equal(all.Count(x => Passes(x, brand: true)), result.Total);
            Assert.All(result.Facets[ListingFacet.Brand], facet => Assert.Equal(all.Count(x => x.Brand == facet.Value && Passes(x, brand: false)), facet.Count));
        }

        static bool Has(IReadOnlyCollection<string> wanted, string? value) => wanted.Count == 0 || (value is not null && wanted.Contains(value));
    }
}
