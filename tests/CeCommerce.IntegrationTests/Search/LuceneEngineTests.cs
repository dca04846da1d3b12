using CeCommerce.Platform.Events;
using CeCommerce.Search;
using CeCommerce.Search.Lucene;

namespace CeCommerce.IntegrationTests.Search;

public sealed class LuceneEngineTests : SearchEngineContract
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cecommerce-search-").FullName;

    private string Killed => _directory + "-killed";

    private string Segments => Path.Combine(_directory, File.ReadAllText(Path.Combine(_directory, "current")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var path in (string[])[_directory, Killed])
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    [Fact]
    public async Task A_missing_index_asks_for_a_rebuild_and_refuses_meanwhile()
    {
        await using var engine = At(_directory + "-killed");

        Assert.Null(await engine.ReadPositionAsync(Cancelled));
        var refusal = Assert.IsType<SearchUnavailable>((await engine.SearchAsync(new(), Cancelled)).Error);
        Assert.Equal((SearchState.NeedsRebuild, SearchFlaw.Missing), (refusal.State, refusal.Flaw));
        Assert.IsType<SearchUnavailable>((await engine.ApplyAsync(Shelf.Upsert(1, Shelf.Listing(1)), Cancelled)).Error);

        await engine.RebuildAsync(Shelf.Stream([Shelf.Listing(1)]), Shelf.At(1), null, Cancelled);
        await FindsAsync([1], new ListingSearch(), engine);
        Assert.Equal(SearchState.Ready, (await engine.CheckAsync(Cancelled)).State);
    }

    [Fact]
    public async Task Damage_anywhere_in_the_index_asks_for_a_rebuild()
    {
        await OfferAsync([.. Enumerable.Range(1, 300).Select(i => Shelf.Listing(i, $"商品 {i}"))]);
        await Engine.FlushAsync(Cancelled);
        await Engine.DisposeAsync();
        // segments.gen only repeats what the directory's listing says.
        foreach (var file in Directory.GetFiles(Segments).Where(x => Path.GetFileName(x) is not ("write.lock" or "segments.gen")))
        {
            var sound = await File.ReadAllBytesAsync(file, Cancelled);
            foreach (var damaged in Damage(sound))
            {
                await File.WriteAllBytesAsync(file, damaged, Cancelled);
                await using var engine = At(_directory);
                var health = await engine.CheckAsync(Cancelled);
                Assert.True(health.State == SearchState.NeedsRebuild, $"{Path.GetFileName(file)} with {damaged.Length} of {sound.Length} bytes: {health}");
                Assert.Null(await engine.ReadPositionAsync(Cancelled));
            }

            await File.WriteAllBytesAsync(file, sound, Cancelled);
        }

        await ReopenAsync();
        Assert.Equal(300, (await SearchAsync(new())).Total);
    }

    [Fact]
    public async Task A_damaged_index_is_replaced_by_a_rebuild()
    {
        await OfferAsync(Shelf.Listing(1));
        await Engine.DisposeAsync();
        Directory.GetFiles(Segments, "*.cf?").ToList().ForEach(File.Delete);
        await ReopenAsync();

        Assert.Equal(SearchState.NeedsRebuild, (await Engine.CheckAsync(Cancelled)).State);
        await RebuildAsync(Shelf.At(3), Shelf.Listing(2));

        await FindsAsync([2], new ListingSearch());
        Assert.Single(Directory.GetDirectories(_directory));
    }

    [Fact]
    public async Task An_index_of_another_format_asks_for_a_rebuild()
    {
        await OfferAsync(Shelf.Listing(1));
        await Engine.DisposeAsync();
        foreach (var file in Directory.GetFiles(Segments, "segments_*"))
        {
            File.Delete(file);
        }

        OtherFormat.Write(Segments);
        await ReopenAsync();

        var health = await Engine.CheckAsync(Cancelled);
        Assert.Equal((SearchState.NeedsRebuild, SearchFlaw.OtherFormat), (health.State, health.Flaw));
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_directory_is_taken_and_gets_it_when_it_is_free()
    {
        await OfferAsync(Shelf.Listing(1));
        await using var second = At(_directory);

        var health = await second.CheckAsync(Cancelled);
        Assert.Equal((SearchState.Unreachable, SearchFlaw.HeldByAnotherProcess), (health.State, health.Flaw));
        Assert.IsType<SearchUnavailable>((await second.RebuildAsync(Shelf.Stream([]), EventPosition.Start, null, Cancelled)).Error);
        await Engine.DisposeAsync();

        Assert.Equal(SearchState.Ready, (await second.CheckAsync(Cancelled)).State);
        await FindsAsync([1], new ListingSearch(), second);
    }

    [Fact]
    public async Task A_closed_engine_refuses()
    {
        await Engine.DisposeAsync();

        Assert.Equal(SearchFlaw.Closed, Assert.IsType<SearchUnavailable>((await Engine.SearchAsync(new(), Cancelled)).Error).Flaw);
        Assert.IsType<SearchUnavailable>((await Engine.ApplyAsync(Shelf.Upsert(1), Cancelled)).Error);
        Assert.IsType<SearchUnavailable>((await Engine.RefreshAsync(Cancelled)).Error);
        Assert.IsType<SearchUnavailable>((await Engine.FlushAsync(Cancelled)).Error);
    }

    [Fact]
    public async Task An_index_of_another_database_asks_for_a_rebuild()
    {
        await OfferAsync(Shelf.Listing(1));
        await Engine.DisposeAsync();
        await using var other = new LuceneEngine(new(_directory) { Origin = "another" }, TimeProvider.System);

        var health = await other.CheckAsync(Cancelled);
        Assert.Equal((SearchState.NeedsRebuild, SearchFlaw.OtherDatabase), (health.State, health.Flaw));
        Assert.Null(await other.ReadPositionAsync(Cancelled));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_used_is_told_from_one_that_is_taken()
    {
        await File.WriteAllTextAsync(Killed, "a file", Cancelled);
        await using var engine = At(Killed);

        var health = await engine.CheckAsync(Cancelled);
        Assert.Equal((SearchState.Unreachable, SearchFlaw.StorageFailed), (health.State, health.Flaw));
        File.Delete(Killed);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_and_what_was_durable_stays()
    {
        await ApplyAsync(Shelf.Upsert(10, Shelf.Listing(1)));
        await Engine.FlushAsync(Cancelled);
        await ApplyAsync(Shelf.Upsert(11, Shelf.Listing(2)));
        var blocked = Block();

        Assert.Equal(SearchFlaw.StorageFailed, Assert.IsType<SearchUnavailable>((await Engine.FlushAsync(Cancelled)).Error).Flaw);
        blocked.ForEach(Directory.Delete);
        Assert.Equal(Shelf.At(10), await Engine.ReadPositionAsync(Cancelled));
        Assert.IsType<IndexFellBack>((await Engine.ApplyAsync(Shelf.Upsert(12, Shelf.Listing(3)) with { After = Shelf.At(11) }, Cancelled)).Error);
    }

    /// <summary>Directories where the next files of the index would come: nobody can write them, whoever runs the test.</summary>
    private List<string> Block() => [.. Enumerable.Range(0, 9).SelectMany(number => new[] { "fdx", "tim", "doc", "cfs" }.Select(kind => Path.Combine(Segments, $"_{number}.{kind}")))
        .Where(path => !File.Exists(path)).Select(path => Directory.CreateDirectory(path).FullName)];

    protected override Task<ISearchEngine> OpenAsync() => Task.FromResult<ISearchEngine>(At(_directory));

    protected override Task<ISearchEngine> OpenAfterKillAsync()
    {
        foreach (var file in Directory.GetFiles(_directory, "*", SearchOption.AllDirectories).Where(x => !x.EndsWith("lock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(Killed, Path.GetRelativePath(_directory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Task.FromResult<ISearchEngine>(At(Killed));
    }

    private static LuceneEngine At(string directory) => new(new(directory), TimeProvider.System);

    private static IEnumerable<byte[]> Damage(byte[] sound)
    {
        var flipped = sound.ToArray();
        flipped[sound.Length / 2] ^= 0x40;
        return [[], sound[..(sound.Length / 2)], flipped];
    }
}
