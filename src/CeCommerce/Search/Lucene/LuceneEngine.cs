using CeCommerce.Platform;
using CeCommerce.Platform.Events;

namespace CeCommerce.Search.Lucene;

/// <summary>The search engine inside the server's own process, over an index in a directory of its own.</summary>
internal sealed class LuceneEngine(LuceneSettings settings, TimeProvider time) : ISearchEngine
{
    private const int SwapRetries = 5;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly LiveIndex _index = new(settings, time);
    private List<IndexBatch>? _meanwhile;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<Outcome<SearchResult>> SearchAsync(ListingSearch search, CancellationToken cancellationToken)
    {
        if (search.First is < 0 or > ListingSearch.MaxFirst)
        {
            return new PageSizeRefused(search.First, ListingSearch.MaxFirst);
        }

        var fingerprint = SearchCursor.Fingerprint(search);
        var after = default(SearchCursor?);
        if (search.After is not null)
        {
            var read = SearchCursor.Read(search.After, fingerprint);
            if (read.Error is { } refusal)
            {
                return Outcome<SearchResult>.Refused(refusal);
            }

            after = read.Value;
        }

        await OpenAsync(again: false, cancellationToken);
        return await SearchAsync(search, after, fingerprint, cancellationToken);
    }

    public Task<Outcome<EventPosition>> ApplyAsync(IndexBatch batch, CancellationToken cancellationToken) => WriteAsync(
        live =>
        {
            if (live.Applied < batch.After)
            {
                return new IndexFellBack(live.Applied);
            }

            live.Apply(batch);
            _meanwhile?.Add(batch);
            if (live.Unflushed >= settings.FlushAfter)
            {
                live.Commit();
            }

            return live.Applied;
        },
        cancellationToken);

    public async Task<EventPosition?> ReadPositionAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(again: true, cancellationToken);
        return _index.Live?.Applied;
    }

    public Task<Outcome<EventPosition>> FlushAsync(CancellationToken cancellationToken) => WriteAsync(
        live =>
        {
            live.Commit();
            return live.Applied;
        },
        cancellationToken);

    public Task<Outcome<EventPosition>> RefreshAsync(CancellationToken cancellationToken) => WriteAsync(
        live =>
        {
            live.Refresh(time.GetUtcNow());
            return live.Applied;
        },
        cancellationToken);

    public async Task<bool> WaitForAsync(EventPosition position, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (true)
        {
            var moved = Volatile.Read(ref _moved).Task;
            if (_index.Indexed is { } indexed && indexed.Position >= position)
            {
                return true;
            }

            if (_index.Live is { } live && live.Applied >= position && (await RefreshAsync(cancellationToken)).Error is null)
            {
                continue;
            }

            await moved.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    public async Task<Outcome<EventPosition>> RebuildAsync(
        IAsyncEnumerable<ListingDocument> listings, EventPosition position, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await OpenAsync(again: true, cancellationToken);
        if (!_index.Claimed)
        {
            return _index.Refusal();
        }

        if (Interlocked.CompareExchange(ref _meanwhile, [], null) is not null)
        {
            return new RebuildRunning();
        }

        try
        {
            return await RebuildBesideAsync(listings, position, progress, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _meanwhile, null);
        }
    }

    public async Task DisownAsync(string reason, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _index.Disown(reason);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<SearchHealth> CheckAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(again: true, cancellationToken);
        return _index.Health(rebuilding: Volatile.Read(ref _meanwhile) is not null);
    }

    /// <summary>Flushes, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        _index.Close(flush: true);
        _writing.Release();
        Moved();
    }

    private async Task<Outcome<SearchResult>> SearchAsync(ListingSearch search, SearchCursor? after, ulong fingerprint, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < SwapRetries && _index.Live is { } live; attempt++)
        {
            try
            {
                if (_index.Look(snapshot => new SearchPass(search, snapshot, after).Run(fingerprint, cancellationToken)) is { } result)
                {
                    return result;
                }
            }
            catch (IOException)
            {
                await FailAsync(live, cancellationToken);
            }
        }

        return _index.Refusal();
    }

    private async Task<Outcome<EventPosition>> WriteAsync(Func<IndexGeneration, Outcome<EventPosition>> write, CancellationToken cancellationToken)
    {
        await OpenAsync(again: true, cancellationToken);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (_index.Live is not { } live)
            {
                return _index.Refusal();
            }

            try
            {
                return write(live);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                _index.Fail(live);
                return new SearchUnavailable(SearchState.Unreachable, SearchFlaw.StorageFailed);
            }
            catch
            {
                // Nobody knows what the writer has taken of it: back to what is on disk.
                _index.Fail(live);
                throw;
            }
        }
        finally
        {
            _writing.Release();
            Moved();
        }
    }

    private async Task<Outcome<EventPosition>> RebuildBesideAsync(
        IAsyncEnumerable<ListingDocument> listings, EventPosition position, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var successor = IndexGeneration.Create(_index.Home.Next(), settings);
        try
        {
            long taken = 0;
            await foreach (var listing in listings.WithCancellation(cancellationToken))
            {
                successor.Add(listing);
                progress?.Report(++taken);
            }

            successor.Reach(position);
            successor.Settle();
            successor.Commit();
            return await SwapAsync(successor, cancellationToken);
        }
        catch
        {
            successor.Dispose();
            throw;
        }
    }

    /// <summary>Batches that the old index took while the new one was built follow now: the rows that built it may be older.</summary>
    private async Task<Outcome<EventPosition>> SwapAsync(IndexGeneration successor, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _meanwhile!.ForEach(successor.Apply);
            successor.Reach(_index.Live?.Applied ?? EventPosition.Start);
            successor.Commit();
            successor.StartSearching(time.GetUtcNow());
            _index.Replace(successor);
            return successor.Applied;
        }
        finally
        {
            _writing.Release();
            Moved();
        }
    }

    private async Task OpenAsync(bool again, CancellationToken cancellationToken)
    {
        if (again ? _index.Settled : _index.Tried)
        {
            return;
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!_index.Settled)
            {
                _index.Open();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task FailAsync(IndexGeneration live, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _index.Fail(live);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Moved() => Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
