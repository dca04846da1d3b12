namespace CeCommerce.Search.Lucene;

/// <summary>
/// Holds the live generation, or the reason why there is none. Whoever changes it has the engine's write gate;
/// searches only look.
/// </summary>
internal sealed class LiveIndex(LuceneSettings settings, TimeProvider time)
{
    private IndexHome? _home;
    private volatile IndexGeneration? _live;
    private volatile Verdict? _verdict;

    public IndexGeneration? Live => _live;

    public IndexHome Home => _home ?? throw new InvalidOperationException("The index directory is not claimed.");

    public bool Claimed => _home is not null;

    /// <summary>False until opening was tried, and after it failed for a reason that may pass by itself.</summary>
    public bool Settled => _verdict is { } verdict && (verdict.Flaw == SearchFlaw.Closed || IndexFlaws.StateOf(verdict.Flaw) != SearchState.Unreachable);

    public bool Tried => _verdict is not null;

    public IndexMoment? Indexed => Look(static snapshot => snapshot.Indexed as IndexMoment?);

    public void Open()
    {
        try
        {
            _home ??= IndexHome.Claim(settings.Directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _verdict = new(error is HomeTakenException ? SearchFlaw.HeldByAnotherProcess : SearchFlaw.StorageFailed, error.Message);
            return;
        }

        try
        {
            var path = _home.Current();
            _live = path is null ? null : IndexGeneration.Open(path, settings, time.GetUtcNow());
            _verdict = path is null ? new(SearchFlaw.Missing, "No index has been built here yet.") : new(SearchFlaw.None, null);
        }
        catch (Exception error) when (IndexFlaws.Understands(error))
        {
            _verdict = new(IndexFlaws.Of(error), error.Message);
        }
    }

    /// <summary>The generation failed while in use: back to what is on disk, or to a verdict why that is no use.</summary>
    public void Fail(IndexGeneration generation)
    {
        if (_live != generation)
        {
            return;
        }

        _live = null;
        Discard(generation);
        Open();
    }

    public void Disown(string reason)
    {
        var disowned = _live;
        _live = null;
        _verdict = new(SearchFlaw.OtherDatabase, reason);
        Discard(disowned);
    }

    public void Replace(IndexGeneration successor)
    {
        Home.Activate(successor.Path);
        var replaced = _live;
        _live = successor;
        _verdict = new(SearchFlaw.None, null);
        Discard(replaced);
        Home.Sweep();
    }

    public void Close(bool flush)
    {
        var live = _live;
        _live = null;
        _verdict = new(SearchFlaw.Closed, null);
        try
        {
            if (flush)
            {
                live?.Commit();
            }
        }
        finally
        {
            Discard(live);
            _home?.Dispose();
            _home = null;
        }
    }

    public SearchUnavailable Refusal()
    {
        var flaw = _verdict?.Flaw ?? SearchFlaw.Closed;
        return new(IndexFlaws.StateOf(flaw), flaw);
    }

    public SearchHealth Health(bool rebuilding)
    {
        var verdict = _verdict ?? new(SearchFlaw.Closed, null);
        var documents = Look(static snapshot => snapshot.Reader.NumDocs as int?) ?? 0;
        return new(IndexFlaws.StateOf(verdict.Flaw), verdict.Flaw, verdict.Detail, documents, Indexed, rebuilding);
    }

    /// <summary>Null when no index is there, or it was closed at this moment.</summary>
    public T? Look<T>(Func<IndexSnapshot, T?> look)
    {
        if (_live is not { } live)
        {
            return default;
        }

        IndexSnapshot snapshot;
        try
        {
            snapshot = live.Snapshots.Acquire();
        }
        catch (ObjectDisposedException)
        {
            return default;
        }

        try
        {
            return look(snapshot);
        }
        finally
        {
            live.Snapshots.Release(snapshot);
        }
    }

    private static void Discard(IndexGeneration? generation)
    {
        try
        {
            generation?.Dispose();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // Its files failed already; what it held open is released with the process.
        }
    }

    private sealed record Verdict(SearchFlaw Flaw, string? Detail);
}
