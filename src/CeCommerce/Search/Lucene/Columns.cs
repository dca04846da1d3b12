using Lucene.Net.Index;
using Lucene.Net.Util;

namespace CeCommerce.Search.Lucene;

/// <summary>
/// What filters, facets and orders read of one segment, as plain arrays indexed by document: reading Lucene's packed
/// columns for every match would cost more than the match. About 70 bytes a document.
/// </summary>
internal sealed class Columns
{
    private readonly int[][] _facets = new int[Enum.GetValues<ListingFacet>().Length][];

    public Columns(AtomicReader segment, FacetLabels[] labels)
    {
        Size = segment.MaxDoc;
        Sets = new(Size);
        var buffer = new BytesRef();
        foreach (var facet in Labelled)
        {
            _facets[(int)facet] = Numbers(segment, Name(facet), labels[(int)facet], buffer);
        }

        Prices = Longs(segment, IndexedListing.Price);
        Published = Longs(segment, IndexedListing.Published);
        IdHigh = Longs(segment, IndexedListing.IdHigh);
        IdLow = Longs(segment, IndexedListing.IdLow);
        _facets[(int)ListingFacet.Price] = Array.ConvertAll(Prices, price => labels[(int)ListingFacet.Price].Number(PriceBand.Of(price)));
    }

    /// <summary>The facets whose value is a column of its own; price bands follow from the price.</summary>
    public static IReadOnlyList<ListingFacet> Labelled { get; } = [.. Enum.GetValues<ListingFacet>().Where(x => x != ListingFacet.Price)];

    /// <summary>Documents of the segment, deleted ones included.</summary>
    public int Size { get; }

    public KeptSets Sets { get; }

    public long[] Prices { get; }

    public long[] Published { get; }

    public long[] IdHigh { get; }

    public long[] IdLow { get; }

    public static string Name(ListingFacet facet) => "facet_" + facet;

    public int[] Of(ListingFacet facet) => _facets[(int)facet];

    private static int[] Numbers(AtomicReader segment, string field, FacetLabels labels, BytesRef buffer)
    {
        var numbers = new int[segment.MaxDoc];
        if (segment.GetSortedDocValues(field) is not { } values)
        {
            return numbers;
        }

        var known = new int[values.ValueCount + 1];
        for (var ordinal = 0; ordinal < values.ValueCount; ordinal++)
        {
            values.LookupOrd(ordinal, buffer);
            known[ordinal + 1] = labels.Number(buffer.Utf8ToString());
        }

        for (var document = 0; document < numbers.Length; document++)
        {
            numbers[document] = known[values.GetOrd(document) + 1];
        }

        return numbers;
    }

    private static long[] Longs(AtomicReader segment, string field)
    {
        var longs = new long[segment.MaxDoc];
        if (segment.GetNumericDocValues(field) is { } values)
        {
            for (var document = 0; document < longs.Length; document++)
            {
                longs[document] = values.Get(document);
            }
        }

        return longs;
    }
}
