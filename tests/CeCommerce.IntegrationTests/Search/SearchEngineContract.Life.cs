using CeCommerce.Search;

namespace CeCommerce.IntegrationTests.Search;

public abstract partial class SearchEngineContract
{
    [Fact]
    public async Task A_listing_is_replaced_and_deleted()
    {
        await OfferAsync(Shelf.Listing(1, "冷蔵庫"), Shelf.Listing(2, "洗濯機"));
        await OfferAsync(Shelf.Listing(1, "加湿器") with { Version = 2 });

        Assert.Empty(await FindAsync("冷蔵庫"));
        Assert.Equal(2, Assert.Single((await SearchAsync(new() { Text = "加湿器" })).Hits).Version);

        await ApplyAsync(Shelf.Delete(3, 1, 999));
        await Engine.RefreshAsync(Cancelled);
        await FindsAsync([2], new ListingSearch());
    }

    [Fact]
    public async Task Writers_read_their_own_writes_when_they_wait()
    {
        await ApplyAsync(Shelf.Upsert(5, Shelf.Listing(1)));
        Assert.True(await Engine.WaitForAsync(Shelf.At(5), TimeSpan.FromSeconds(5), Cancelled));
        await FindsAsync([1], "冷蔵庫");

        var waiting = Engine.WaitForAsync(Shelf.At(6), TimeSpan.FromSeconds(20), Cancelled);
        Assert.False(waiting.IsCompleted);
        await ApplyAsync(Shelf.Upsert(6, Shelf.Listing(2)));
        Assert.True(await waiting);
        var result = await SearchAsync(new());
        Assert.Equal([2, 1], Numbers(result));
        Assert.Equal(Shelf.At(6), result.Indexed.Position);
    }

    [Fact]
    public async Task Waiting_for_what_never_comes_ends_in_time() =>
        Assert.False(await Engine.WaitForAsync(Shelf.At(99), TimeSpan.FromMilliseconds(50), Cancelled));

    [Fact]
    public async Task Lines_that_change_nothing_still_move_the_index_forward()
    {
        await ApplyAsync(new([], [], Shelf.At(8)));
        await Engine.RefreshAsync(Cancelled);

        Assert.Equal(Shelf.At(8), (await SearchAsync(new())).Indexed.Position);
    }

    [Fact]
    public async Task The_position_survives_reopening()
    {
        await ApplyAsync(Shelf.Upsert(41, Shelf.Listing(1)));
        await ReopenAsync();

        Assert.Equal(Shelf.At(41), await Engine.ReadPositionAsync(Cancelled));
        await FindsAsync([1], "冷蔵庫");
    }

    [Fact]
    public async Task A_killed_process_goes_on_from_its_last_flush()
    {
        await ApplyAsync(Shelf.Upsert(10, Shelf.Listing(1)));
        await Engine.FlushAsync(Cancelled);
        await ApplyAsync(Shelf.Upsert(11, Shelf.Listing(2)));
        await Engine.RefreshAsync(Cancelled);

        await using var next = await OpenAfterKillAsync();

        Assert.Equal(Shelf.At(10), await next.ReadPositionAsync(Cancelled));
        await FindsAsync([1], new ListingSearch(), next);
        await next.ApplyAsync(Shelf.Upsert(11, Shelf.Listing(2)), Cancelled);
        await next.ApplyAsync(Shelf.Upsert(11, Shelf.Listing(2)), Cancelled);
        Assert.True(await next.WaitForAsync(Shelf.At(11), TimeSpan.FromSeconds(5), Cancelled));
        await FindsAsync([2, 1], new ListingSearch(), next);
    }

    [Fact]
    public async Task Lines_behind_a_gap_are_refused_until_the_gap_is_filled()
    {
        await ApplyAsync(Shelf.Upsert(10, Shelf.Listing(1)));
        await Engine.FlushAsync(Cancelled);
        await ApplyAsync(Shelf.Upsert(11, Shelf.Listing(2)) with { After = Shelf.At(10) });
        await using var next = await OpenAfterKillAsync();

        var refused = await next.ApplyAsync(Shelf.Upsert(12, Shelf.Listing(3)) with { After = Shelf.At(11) }, Cancelled);
        Assert.Equal(Shelf.At(10), Assert.IsType<IndexFellBack>(refused.Error).Applied);
        Assert.Null((await next.ApplyAsync(Shelf.Upsert(11, Shelf.Listing(2)) with { After = Shelf.At(10) }, Cancelled)).Error);
        Assert.Null((await next.ApplyAsync(Shelf.Upsert(12, Shelf.Listing(3)) with { After = Shelf.At(11) }, Cancelled)).Error);
        Assert.Null((await next.RefreshAsync(Cancelled)).Error);
        await FindsAsync([3, 2, 1], new ListingSearch(), next);
    }

    [Fact]
    public async Task A_disowned_index_refuses_until_it_is_rebuilt_and_its_position_is_forgotten()
    {
        await ApplyAsync(Shelf.Upsert(41, Shelf.Listing(1)));
        await Engine.DisownAsync("for the test", Cancelled);

        Assert.Equal((SearchState.NeedsRebuild, SearchFlaw.OtherDatabase), (await Engine.CheckAsync(Cancelled) is var health ? (health.State, health.Flaw) : default));
        Assert.IsType<SearchUnavailable>((await Engine.SearchAsync(new(), Cancelled)).Error);
        Assert.Null(await Engine.ReadPositionAsync(Cancelled));
        await RebuildAsync(Shelf.At(3), Shelf.Listing(2));
        Assert.Equal(Shelf.At(3), await Engine.ReadPositionAsync(Cancelled));
        await FindsAsync([2], new ListingSearch());
    }

    [Fact]
    public async Task A_rebuild_answers_searches_all_the_while_and_keeps_what_was_applied_meanwhile()
    {
        await OfferAsync(Shelf.Listing(1, "旧型"), Shelf.Listing(2, "旧型"));
        var halfway = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var progress = new Counter();
        var rebuilding = Task.Run(() => Engine.RebuildAsync(Slowly(), Shelf.At(1), progress, Cancelled), Cancelled);
        await halfway.Task;

        await FindsAsync([2, 1], new ListingSearch());
        Assert.True((await Engine.CheckAsync(Cancelled)).Rebuilding);
        Assert.IsType<RebuildRunning>((await Engine.RebuildAsync(Shelf.Stream([]), Shelf.At(1), null, Cancelled)).Error);
        await ApplyAsync(new([Shelf.Listing(4, "meanwhile")], [Shelf.Id(1)], Shelf.At(7)));
        Assert.True(await Engine.WaitForAsync(Shelf.At(7), TimeSpan.FromSeconds(5), Cancelled));
        await FindsAsync([4, 2], new ListingSearch());
        var searching = Task.Run(async () =>
        {
            while (!rebuilding.IsCompleted)
            {
                Assert.Equal(4, (await FindAsync(new ListingSearch()))[0]);
            }
        }, Cancelled);
        goOn.SetResult();

        Assert.Equal(Shelf.At(7), (await rebuilding).Value);
        await searching;
        await FindsAsync([4, 3, 2], new ListingSearch());
        Assert.Equal(3, progress.Last);
        await ReopenAsync();
        await FindsAsync([4, 3, 2], new ListingSearch());
        Assert.Equal(Shelf.At(7), await Engine.ReadPositionAsync(Cancelled));

        async IAsyncEnumerable<ListingDocument> Slowly()
        {
            yield return Shelf.Listing(1, "新型");
            yield return Shelf.Listing(2, "新型");
            halfway.SetResult();
            await goOn.Task;
            yield return Shelf.Listing(3, "新型");
        }
    }

    [Fact]
    public async Task A_rebuild_that_fails_leaves_the_index_as_it_was()
    {
        await OfferAsync(Shelf.Listing(1));

        await Assert.ThrowsAsync<TimeoutException>(() => Engine.RebuildAsync(Breaking(), Shelf.At(9), null, Cancelled));

        await FindsAsync([1], new ListingSearch());
        Assert.Equal(Shelf.At(1), await Engine.ReadPositionAsync(Cancelled));
        await RebuildAsync(Shelf.At(9), Shelf.Listing(2));
        await FindsAsync([2], new ListingSearch());

        static async IAsyncEnumerable<ListingDocument> Breaking()
        {
            yield return Shelf.Listing(5);
            await Task.Yield();
            throw new TimeoutException("the database went away");
        }
    }

    [Fact]
    public async Task Searches_and_writes_at_the_same_time_do_not_disturb_each_other()
    {
        await OfferAsync([.. Enumerable.Range(1, 50).Select(i => Shelf.Listing(i))]);
        var done = false;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                var result = await SearchAsync(new() { Text = "冷蔵庫", Facets = [ListingFacet.Kind] });
                Assert.Equal(result.Total, result.Facets[ListingFacet.Kind].Sum(x => x.Count));
                Assert.True(result.Total >= 50);
            }
        }, Cancelled)).ToArray();
        for (var line = 2; line < 60; line++)
        {
            await ApplyAsync(Shelf.Upsert(line, Shelf.Listing(line % 50 + 1) with { Version = line }, Shelf.Listing(100 + line)));
            await Engine.RefreshAsync(Cancelled);
        }

        Volatile.Write(ref done, true);
        await Task.WhenAll(readers);
        Assert.Equal(Shelf.At(59), (await SearchAsync(new())).Indexed.Position);
    }

    private sealed class Counter : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}
