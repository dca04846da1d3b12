using CeCommerce.Platform.Events;
using CeCommerce.Search;

namespace CeCommerce.IntegrationTests.Search;

/// <summary>
/// What every search engine has to do. An engine joins by saying how it is opened; what it cannot do is a visible skip
/// in its own class.
/// </summary>
public abstract partial class SearchEngineContract : IAsyncLifetime
{
    private ISearchEngine? _engine;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected ISearchEngine Engine => _engine!;

    public virtual async ValueTask InitializeAsync()
    {
        _engine = await OpenAsync();
        await RebuildAsync(EventPosition.Start);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the index of this test, empty the first time; a second call sees what the first left.</summary>
    protected abstract Task<ISearchEngine> OpenAsync();

    /// <summary>A second engine over what would be left if the process of the first were killed now.</summary>
    protected abstract Task<ISearchEngine> OpenAfterKillAsync();

    protected async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        _engine = await OpenAsync();
    }

    private protected async Task RebuildAsync(EventPosition position, params ListingDocument[] listings)
    {
        var outcome = await Engine.RebuildAsync(Shelf.Stream(listings), position, null, Cancelled);
        Assert.Null(outcome.Error);
    }

    private protected async Task ApplyAsync(IndexBatch batch)
    {
        var outcome = await Engine.ApplyAsync(batch, Cancelled);
        Assert.Null(outcome.Error);
    }

    /// <summary>Puts listings on the shelf and makes them findable.</summary>
    private protected async Task OfferAsync(params ListingDocument[] listings)
    {
        await ApplyAsync(Shelf.Upsert(1, listings));
        await Engine.RefreshAsync(Cancelled);
    }

    private protected async Task<SearchResult> SearchAsync(ListingSearch search, ISearchEngine? engine = null)
    {
        var outcome = await (engine ?? Engine).SearchAsync(search, Cancelled);
        Assert.Null(outcome.Error);
        return outcome.Value!;
    }

    private protected async Task FindsAsync(int[] expected, ListingSearch search, ISearchEngine? engine = null) =>
        Assert.Equal(expected, await FindAsync(search, engine));

    private protected Task FindsAsync(int[] expected, string text) => FindsAsync(expected, new ListingSearch { Text = text });

    /// <summary>The numbers of the listings found, in order.</summary>
    private protected async Task<int[]> FindAsync(ListingSearch search, ISearchEngine? engine = null) =>
        Numbers(await SearchAsync(search, engine));

    private protected Task<int[]> FindAsync(string text) => FindAsync(new ListingSearch { Text = text });

    private protected static int[] Numbers(SearchResult result) => [.. result.Hits.Select(x => BitConverter.ToInt32(x.Id.ToByteArray()))];
}
