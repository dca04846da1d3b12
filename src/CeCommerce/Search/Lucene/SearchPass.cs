using System.Buffers;
using CeCommerce.Search.Text;
using Lucene.Net.Search;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// Answers a search in one pass over the documents that have the words: a document that passes every filter is a row and
/// counts in all facets; one that fails only a single filter counts in that filter's own facet, so a chosen value never
/// hides its alternatives. Only rows are scored.
/// </summary>
internal sealed class SearchPass
{
    private readonly ListingSearch _search;
    private readonly IndexSnapshot _snapshot;
    private readonly ListingOrder _order;
    private readonly IReadOnlyList<SearchWord> _words;
    private readonly IReadOnlyList<FilterPlan> _plans;
    private readonly FacetTally[] _tallies;
    private readonly FacetTally?[] _ownTallies;
    private readonly TopRows _top;
    private int _total;

    public SearchPass(ListingSearch search, IndexSnapshot snapshot, SearchCursor? after)
    {
        _search = search;
        _snapshot = snapshot;
        _order = search.EffectiveOrder;
        _words = SearchWord.Parse(search.Text);
        _plans = FilterPlan.For(search.Filters, snapshot.Vocabulary);
        _tallies = [.. search.Facets.Distinct().Select(facet => new FacetTally(facet, snapshot.Vocabulary.Labels(facet)))];
        _ownTallies = [.. _plans.Select(plan => Array.Find(_tallies, tally => tally.Facet == plan.Facet))];
        _top = new(search.First, after);
    }

    public SearchResult Run(ulong fingerprint, CancellationToken cancellationToken)
    {
        var scoring = _order == ListingOrder.Relevance && _search.First > 0 ? _snapshot.Searcher.CreateNormalizedWeight(WordQuery.Of(_words)) : null;
        for (var i = 0; i < _snapshot.Segments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Visit(i, scoring);
        }

        var rows = _top.InOrder();
        return new()
        {
            Hits = [.. rows.Select(row => Hit(row, fingerprint))],
            HasMore = _top.Behind > rows.Count,
            Total = _total,
            Facets = _tallies.ToDictionary(x => x.Facet, x => x.Listed(_search.Filters.Values(x.Facet))),
            Indexed = _snapshot.Indexed,
        };
    }

    private void Visit(int number, Weight? scoring)
    {
        var segment = _snapshot.Segments[number];
        var filters = _plans.Select(plan => segment.Columns.Sets.Get(plan.Key, (plan, segment.Columns), static x => x.plan.Passing(x.Columns))).ToArray();
        var matches = Matches(segment);
        var documents = ArrayPool<int>.Shared.Rent(segment.Columns.Size);
        var rows = DocumentSet.List(matches, filters, missing: -1, documents);
        if (rows.Length > 0)
        {
            Rank(number, rows, scoring?.GetScorer(segment.Leaf, null));
            Count(segment.Columns, rows);
        }

        for (var i = 0; i < filters.Length; i++)
        {
            _ownTallies[i]?.Add(segment.Columns, DocumentSet.List(matches, filters, missing: i, documents));
        }

        ArrayPool<int>.Shared.Return(documents);
    }

    /// <summary>The live documents that have every word.</summary>
    private ulong[] Matches(IndexSnapshot.Segment segment)
    {
        var matches = segment.Live is null ? DocumentSet.All(segment.Columns.Size) : [.. segment.Live];
        foreach (var word in _words)
        {
            DocumentSet.Keep(matches, segment.Columns.Sets.Get(word.Key, (word, segment), static x => new WordMatches(x.segment.Leaf.AtomicReader).Of(x.word)));
        }

        return matches;
    }

    private void Count(Columns columns, ReadOnlySpan<int> rows)
    {
        _total += rows.Length;
        foreach (var tally in _tallies)
        {
            tally.Add(columns, rows);
        }
    }

    private void Rank(int segment, ReadOnlySpan<int> rows, Scorer? scorer)
    {
        var columns = _snapshot.Segments[segment].Columns;
        foreach (var document in rows)
        {
            _top.Offer(Key(columns, document, scorer), columns, segment, document);
        }
    }

    /// <summary>Smaller comes first. Scores are positive, and the bits of positive floats are ordered as the floats are.</summary>
    private long Key(Columns columns, int document, Scorer? scorer) => _order switch
    {
        ListingOrder.PriceAscending => columns.Prices[document],
        ListingOrder.PriceDescending => -columns.Prices[document],
        ListingOrder.Newest => -columns.Published[document],
        _ => scorer is not null && scorer.Advance(document) == document ? -BitConverter.SingleToInt32Bits(scorer.GetScore()) : 0,
    };

    private SearchHit Hit(TopRows.Row row, ulong fingerprint)
    {
        var version = _snapshot.Segments[row.Segment].Leaf.AtomicReader.GetNumericDocValues(IndexedListing.Version)?.Get(row.Document) ?? 0;
        float? score = _order == ListingOrder.Relevance ? BitConverter.Int32BitsToSingle((int)-row.Key) : null;
        return new(row.Id, version, score, new SearchCursor(row.Key, row.Id).Write(fingerprint));
    }
}
