using Lucene.Net.Index;
using Lucene.Net.Search;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// Hands out the newest snapshot and keeps it open while anyone searches it. Columns of new segments are read before
/// the swap, by whoever refreshes, so no search waits for them.
/// </summary>
internal sealed class SnapshotSource : ReferenceManager<IndexSnapshot>
{
    private readonly IndexWriter _writer;
    private readonly IndexVocabulary _vocabulary = new();
    private IndexMoment _next;

    public SnapshotSource(IndexWriter writer, IndexMoment moment)
    {
        _writer = writer;
        _next = moment;
        Current = new(DirectoryReader.Open(writer, applyAllDeletes: true), _vocabulary, moment);
    }

    /// <summary>Makes findable what the writer has, which reaches up to <paramref name="moment"/>; the caller keeps the writer still.</summary>
    public void Advance(IndexMoment moment)
    {
        _next = moment;
        MaybeRefreshBlocking();
        var snapshot = Acquire();
        try
        {
            snapshot.Indexed = moment;
        }
        finally
        {
            Release(snapshot);
        }
    }

    /// <summary>Null, which Lucene.NET does not annotate, when nothing changed.</summary>
    protected override IndexSnapshot RefreshIfNeeded(IndexSnapshot referenceToRefresh) =>
        DirectoryReader.OpenIfChanged(referenceToRefresh.Reader, _writer, applyAllDeletes: true) is { } newer
            ? new(newer, _vocabulary, _next)
            : null!;

    protected override void DecRef(IndexSnapshot reference) => reference.Reader.DecRef();

    protected override bool TryIncRef(IndexSnapshot reference) => reference.Reader.TryIncRef();

    protected override int GetRefCount(IndexSnapshot reference) => reference.Reader.RefCount;
}
