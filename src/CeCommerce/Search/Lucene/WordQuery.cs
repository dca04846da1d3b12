using CeCommerce.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace CeCommerce.Search.Lucene;

/// <summary>Asks for every word, each wholly in one field; a word in the title weighs more than in a name or the description.</summary>
internal static class WordQuery
{
    /// <summary>A power of two, like the boosts: see <see cref="ListingSimilarity"/>.</summary>
    private const float TieBreaker = 0.125f;

    public static IReadOnlyList<(string Field, float Boost)> Fields { get; } =
        [(IndexedListing.Title, 4), (IndexedListing.Named, 2), (IndexedListing.Description, 1)];

    /// <summary>Never called without a word.</summary>
    public static Query Of(IReadOnlyList<SearchWord> words)
    {
        if (words.Count == 1)
        {
            return Anywhere(words[0]);
        }

        var all = new BooleanQuery(disableCoord: true);
        foreach (var word in words)
        {
            all.Add(Anywhere(word), Occur.MUST);
        }

        return all;
    }

    private static DisjunctionMaxQuery Anywhere(SearchWord word)
    {
        var anywhere = new DisjunctionMaxQuery(TieBreaker);
        foreach (var (field, boost) in Fields)
        {
            var query = In(field, word);
            query.Boost = boost;
            anywhere.Add(query);
        }

        return anywhere;
    }

    private static Query In(string field, SearchWord word)
    {
        var terms = Terms(field, word);
        return word.Joined is null
            ? terms
            : new BooleanQuery(disableCoord: true) { { new TermQuery(new Term(field, word.Joined)), Occur.SHOULD }, { terms, Occur.SHOULD } };
    }

    private static Query Terms(string field, SearchWord word)
    {
        if (word.Terms.Count == 1)
        {
            return new TermQuery(new Term(field, word.Terms[0]));
        }

        var lenient = word.Required < word.Terms.Count;
        var query = new BooleanQuery(disableCoord: true);
        foreach (var term in word.Terms)
        {
            query.Add(new TermQuery(new Term(field, term)), lenient ? Occur.SHOULD : Occur.MUST);
        }

        query.MinimumNumberShouldMatch = lenient ? word.Required : 0;
        return query;
    }
}
