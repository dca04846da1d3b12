using System.Buffers;
using CeCommerce.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// The documents of one segment that have every word, found without frequencies and scores: facets have to see all of
/// them, while only those that also pass the filters are ever scored. Agrees with <see cref="WordQuery"/>.
/// </summary>
internal sealed class WordMatches(AtomicReader segment)
{
    /// <summary>Deleted documents are included.</summary>
    public ulong[] Of(SearchWord word)
    {
        var found = DocumentSet.Empty(segment.MaxDoc);
        foreach (var (field, _) in WordQuery.Fields)
        {
            if (segment.GetTerms(field) is not { } terms)
            {
                continue;
            }

            var lists = word.Terms.Select(term => Postings.Find(terms, term)).OfType<Postings>().ToList();
            if (lists.Count >= word.Required)
            {
                Add(found, lists, word.Required);
            }

            if (word.Joined is not null && Postings.Find(terms, word.Joined) is { } joined)
            {
                Add(found, [joined], 1);
            }
        }

        return found;
    }

    private void Add(ulong[] found, List<Postings> lists, int required)
    {
        if (required < lists.Count)
        {
            AddMost(found, lists, required);
            return;
        }

        lists.Sort(static (left, right) => left.Frequency.CompareTo(right.Frequency));
        var candidates = ArrayPool<int>.Shared.Rent(lists[0].Frequency);
        var count = lists[0].Read(candidates);
        for (var i = 1; i < lists.Count && count > 0; i++)
        {
            count = lists[i].Keep(candidates.AsSpan(0, count));
        }

        foreach (var document in candidates.AsSpan(0, count))
        {
            DocumentSet.Put(found, document);
        }

        ArrayPool<int>.Shared.Return(candidates);
    }

    private void AddMost(ulong[] found, List<Postings> lists, int required)
    {
        var had = new byte[segment.MaxDoc];
        foreach (var list in lists)
        {
            var postings = list.Open();
            for (var document = postings.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = postings.NextDoc())
            {
                if (++had[document] == required)
                {
                    DocumentSet.Put(found, document);
                }
            }
        }
    }

    private sealed record Postings(TermsEnum Terms, int Frequency)
    {
        public static Postings? Find(Terms terms, string term)
        {
            var found = terms.GetEnumerator();
            return found.SeekExact(new BytesRef(term)) ? new(found, found.DocFreq) : null;
        }

        public DocsEnum Open() => Terms.Docs(null, null, DocsFlags.NONE);

        public int Read(int[] documents)
        {
            var postings = Open();
            var count = 0;
            for (var document = postings.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = postings.NextDoc())
            {
                documents[count++] = document;
            }

            return count;
        }

        /// <summary>Moves the documents that also have this term to the front; returns their number.</summary>
        public int Keep(Span<int> documents)
        {
            var postings = Open();
            var (kept, at) = (0, -1);
            foreach (var document in documents)
            {
                at = at < document ? postings.Advance(document) : at;
                if (at == document)
                {
                    documents[kept++] = document;
                }
            }

            return kept;
        }
    }
}
