using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// BM25 that looks at the listing alone: how rare a word is and how long the other listings are do not count, so a listing keeps
/// its score, and with it its place behind a cursor, whatever comes and goes around it. Every word has to be there anyway.
/// </summary>
internal sealed class ListingSimilarity : Similarity
{
    public static readonly ListingSimilarity Instance = new();

    private readonly Bm25 _bm25 = new();

    public override long ComputeNorm(FieldInvertState state) => _bm25.ComputeNorm(state);

    public override SimWeight ComputeWeight(float queryBoost, CollectionStatistics collectionStats, params TermStatistics[] termStats) =>
        _bm25.ComputeWeight(queryBoost, collectionStats, termStats);

    public override SimScorer GetSimScorer(SimWeight weight, AtomicReaderContext context) => new Steps(_bm25.GetSimScorer(weight, context));

    private sealed class Bm25 : BM25Similarity
    {
        protected override float Idf(long docFreq, long numDocs) => 1;

        /// <summary>Terms (characters and bigrams) of an ordinary listing.</summary>
        protected override float AvgFieldLength(CollectionStatistics collectionStats) => collectionStats.Field switch
        {
            IndexedListing.Title => 24,
            IndexedListing.Named => 24,
            _ => 80,
        };
    }

    /// <summary>Lucene adds the scores of words in an order that differs from segment to segment; sums of such steps are the same in any order.</summary>
    private sealed class Steps(SimScorer exact) : SimScorer
    {
        private const float Step = 1f / 1024;

        public override float Score(int doc, float freq) => Math.Max(Step, MathF.Round(exact.Score(doc, freq) / Step) * Step);

        public override float ComputeSlopFactor(int distance) => exact.ComputeSlopFactor(distance);

        public override float ComputePayloadFactor(int doc, int start, int end, BytesRef payload) => exact.ComputePayloadFactor(doc, start, end, payload);
    }
}
