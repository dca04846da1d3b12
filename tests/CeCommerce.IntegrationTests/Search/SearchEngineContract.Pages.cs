using CeCommerce.Platform;
using CeCommerce.Search;

namespace CeCommerce.IntegrationTests.Search;

public abstract partial class SearchEngineContract
{
    [Fact]
    public async Task Orders_follow_price_and_age_and_end_in_the_id()
    {
        await OfferAsync(
            Shelf.Listing(4) with { Price = Money.Jpy(300), PublishedAt = Shelf.Opening },
            Shelf.Listing(2) with { Price = Money.Jpy(100), PublishedAt = Shelf.Opening.AddHours(1) },
            Shelf.Listing(3) with { Price = Money.Jpy(100), PublishedAt = Shelf.Opening.AddHours(1) },
            Shelf.Listing(1) with { Price = Money.Jpy(200), PublishedAt = Shelf.Opening.AddHours(2) });

        await FindsAsync([2, 3, 1, 4], new ListingSearch { Order = ListingOrder.PriceAscending });
        await FindsAsync([4, 1, 2, 3], new ListingSearch { Order = ListingOrder.PriceDescending });
        await FindsAsync([1, 2, 3, 4], new ListingSearch { Order = ListingOrder.Newest });
        Assert.Equal([1, 2, 3, 4], (await FindAsync("冷蔵庫")).Order());
    }

    [Theory]
    [InlineData(ListingOrder.Relevance)]
    [InlineData(ListingOrder.PriceAscending)]
    [InlineData(ListingOrder.PriceDescending)]
    [InlineData(ListingOrder.Newest)]
    public async Task Pages_of_any_size_add_up_to_the_whole(ListingOrder order)
    {
        await OfferAsync([.. Enumerable.Range(1, 60).Select(i => Shelf.Listing(i, $"冷蔵庫 {new string('大', i % 7)}") with { Price = Money.Jpy(i % 5) })]);
        var search = new ListingSearch { Text = "冷蔵庫", Order = order };
        var whole = await FindAsync(search with { First = 100 });

        Assert.Equal(60, whole.Length);
        foreach (var size in (int[])[1, 7, 20, 59, 60])
        {
            Assert.Equal(whole, await WalkAsync(search with { First = size }));
        }
    }

    [Theory]
    [InlineData(ListingOrder.Relevance)]
    [InlineData(ListingOrder.PriceAscending)]
    [InlineData(ListingOrder.PriceDescending)]
    [InlineData(ListingOrder.Newest)]
    public async Task What_stays_is_neither_skipped_nor_repeated_while_the_shelf_changes(ListingOrder order)
    {
        var random = new Random(7);
        ListingDocument Make(int i) => Shelf.Listing(i, $"冷蔵庫 {new string('大', i * 29 % 13)} {(i % 3 == 0 ? "冷蔵 高年式" : "高年式")}") with { Price = Money.Jpy(i * 37 % 11), PublishedAt = Shelf.Opening.AddSeconds(i * 53 % 17) };
        await OfferAsync([.. Enumerable.Range(1, 200).Select(Make)]);
        var gone = new HashSet<int>();
        var line = 1;
        var seen = await WalkAsync(new() { Text = "冷蔵庫 高年式", Order = order, First = 9 }, async () =>
        {
            var leaving = random.Next(1, 201);
            gone.Add(leaving);
            // Newcomers use the words asked for more or less often than the rest does.
            await ApplyAsync(new([Make(1_000 + line), Shelf.Listing(5_000 + line, line % 4 == 0 ? "高年式" : "洗濯機")], [Shelf.Id(leaving)], Shelf.At(++line)));
            // What stays may be written again at the same place: that is no new row.
            await ApplyAsync(Shelf.Upsert(++line, [.. Enumerable.Range(1, 200).Where(i => i % 10 == line % 10 && !gone.Contains(i)).Select(Make)]));
            await Engine.RefreshAsync(Cancelled);
        });

        Assert.Equal(seen.Length, seen.Distinct().Count());
        Assert.Empty(Enumerable.Range(1, 200).Except(gone).Except(seen));
    }

    [Fact]
    public async Task A_cursor_of_another_search_is_refused()
    {
        await OfferAsync([.. Enumerable.Range(1, 5).Select(i => Shelf.Listing(i))]);
        var search = new ListingSearch { Text = "冷蔵庫", First = 2, Order = ListingOrder.Newest };
        search = search with { After = (await SearchAsync(search)).Hits[^1].Cursor };

        Assert.Equal(2, (await SearchAsync(search)).Hits.Count);
        Assert.Equal(3, (await SearchAsync(search with { First = 50, Facets = [ListingFacet.Kind] })).Hits.Count);
        foreach (var other in (ListingSearch[])[search with { Text = "洗濯機" }, search with { Order = ListingOrder.PriceAscending }, search with { Filters = new() { Kinds = ["REUSE"] } }])
        {
            Assert.IsType<CursorOfAnotherSearch>((await Engine.SearchAsync(other, Cancelled)).Error);
        }

        foreach (var text in (string[])["", "x", "'; --", new('A', 44), new('あ', 44), new('A', 10_000)])
        {
            Assert.IsType<CursorUnreadable>((await Engine.SearchAsync(search with { After = text }, Cancelled)).Error);
        }
    }

    [Fact]
    public async Task Page_sizes_are_bounded()
    {
        await OfferAsync(Shelf.Listing(1));

        Assert.IsType<PageSizeRefused>((await Engine.SearchAsync(new() { First = 101 }, Cancelled)).Error);
        Assert.IsType<PageSizeRefused>((await Engine.SearchAsync(new() { First = -1 }, Cancelled)).Error);
        var counted = await SearchAsync(new() { First = 0 });
        Assert.Empty(counted.Hits);
        Assert.Equal(1, counted.Total);
    }

    private async Task<int[]> WalkAsync(ListingSearch search, Func<Task>? between = null)
    {
        var seen = new List<int>();
        SearchResult page;
        do
        {
            page = await SearchAsync(search);
            seen.AddRange(Numbers(page));
            search = search with { After = page.Hits.Count > 0 ? page.Hits[^1].Cursor : search.After };
            await (between?.Invoke() ?? Task.CompletedTask);
        }
        while (page.HasMore);

        return [.. seen];
    }
}
