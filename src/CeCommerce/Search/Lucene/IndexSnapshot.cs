using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace CeCommerce.Search.Lucene;

/// <summary>One unchanging state of the index, with the columns of its segments and how far it reaches.</summary>
internal sealed class IndexSnapshot
{
    private Moment _moment;

    public IndexSnapshot(DirectoryReader reader, IndexVocabulary vocabulary, IndexMoment moment)
    {
        Reader = reader;
        Vocabulary = vocabulary;
        Searcher = new(reader) { Similarity = ListingSimilarity.Instance };
        Segments = [.. reader.Leaves.Select(leaf => new Segment(leaf, vocabulary.ColumnsOf(leaf.AtomicReader), Live(leaf.AtomicReader)))];
        _moment = new(moment);
    }

    public DirectoryReader Reader { get; }

    public IndexSearcher Searcher { get; }

    public IndexVocabulary Vocabulary { get; }

    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Moves forward when lines of the log turned out to change nothing here.</summary>
    public IndexMoment Indexed
    {
        get => Volatile.Read(ref _moment).Value;
        set => Volatile.Write(ref _moment, new(value));
    }

    private static ulong[]? Live(AtomicReader segment)
    {
        if (segment.LiveDocs is not { } live)
        {
            return null;
        }

        var set = DocumentSet.Empty(segment.MaxDoc);
        for (var document = 0; document < segment.MaxDoc; document++)
        {
            DocumentSet.Put(set, document, live.Get(document));
        }

        return set;
    }

    /// <summary>A segment with the documents that are not deleted; null when none is.</summary>
    internal readonly record struct Segment(AtomicReaderContext Leaf, Columns Columns, ulong[]? Live);

    private sealed record Moment(IndexMoment Value);
}

/// <summary>What the snapshots of one index share: the numbers of facet values, and the columns of segments still in use.</summary>
internal sealed class IndexVocabulary
{
    private readonly ConditionalWeakTable<object, Columns> _columns = [];
    private readonly FacetLabels[] _labels = [.. Enum.GetValues<ListingFacet>().Select(_ => new FacetLabels())];

    public FacetLabels Labels(ListingFacet facet) => _labels[(int)facet];

    public Columns ColumnsOf(AtomicReader segment) => _columns.GetValue(segment.CoreCacheKey, _ => new Columns(segment, _labels));
}
