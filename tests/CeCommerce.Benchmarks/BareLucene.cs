using System.Globalization;
using CeCommerce.Search;
using CeCommerce.Search.Lucene;
using CeCommerce.Search.Text;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace CeCommerce.Benchmarks;

/// <summary>The floor: the same words with two filters asked of Lucene directly, twenty ids loaded, nothing counted.</summary>
internal sealed class BareLucene : IDisposable
{
    private readonly FSDirectory _directory;
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;
    private readonly Dictionary<(string Field, string Value), Filter> _filters = [];

    public BareLucene(string path, IEnumerable<ListingDocument> listings)
    {
        _directory = new NIOFSDirectory(path);
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer()) { Similarity = new BM25Similarity() };
        using (var writer = new IndexWriter(_directory, config))
        using (var fields = new IndexedListing())
        {
            foreach (var listing in listings)
            {
                var document = fields.Fill(listing);
                document.Add(new StringField("kind", listing.Kind, Field.Store.NO));
                document.Add(new StringField("category", listing.CategoryCode, Field.Store.NO));
                document.Add(new StoredField("stored_id", listing.Id.ToString("N")));
                writer.AddDocument(document);
            }

            writer.ForceMerge(1);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new(_reader) { Similarity = new BM25Similarity() };
    }

    /// <summary>Filters as required clauses of the query.</summary>
    public int AskWithClauses(string text, string kind, string category) => Load(_searcher.Search(
        new BooleanQuery
        {
            { WordQuery.Of(SearchWord.Parse(text)), Occur.MUST },
            { new ConstantScoreQuery(new TermQuery(new("kind", kind))), Occur.MUST },
            { new ConstantScoreQuery(new TermQuery(new("category", category))), Occur.MUST },
        },
        20));

    /// <summary>Filters as bit sets that are kept between searches, the fastest way Lucene has.</summary>
    public int AskWithCachedFilters(string text, string kind, string category) => Load(_searcher.Search(
        new FilteredQuery(new FilteredQuery(WordQuery.Of(SearchWord.Parse(text)), Cached("kind", kind)), Cached("category", category)), 20));

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
    }

    private Filter Cached(string field, string value)
    {
        if (!_filters.TryGetValue((field, value), out var filter))
        {
            filter = new CachingWrapperFilter(new QueryWrapperFilter(new TermQuery(new(field, value))));
            _filters.Add((field, value), filter);
        }

        return filter;
    }

    private int Load(TopDocs top)
    {
        foreach (var hit in top.ScoreDocs)
        {
            _ = Guid.Parse(_searcher.Doc(hit.Doc).GetField("stored_id").GetStringValue(CultureInfo.InvariantCulture));
        }

        return top.TotalHits;
    }
}
