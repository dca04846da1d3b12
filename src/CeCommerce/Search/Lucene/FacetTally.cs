namespace CeCommerce.Search.Lucene;

/// <summary>Counts the values of one facet.</summary>
internal sealed class FacetTally(ListingFacet facet, FacetLabels labels)
{
    /// <summary>So many values are listed; those filtered by always are.</summary>
    private const int MaxValues = 100;

    private readonly int[] _counts = new int[labels.Count];

    public ListingFacet Facet => facet;

    public void Add(Columns columns, ReadOnlySpan<int> documents)
    {
        var numbers = columns.Of(facet);
        foreach (var document in documents)
        {
            _counts[numbers[document]]++;
        }
    }

    public IReadOnlyList<FacetCount> Listed(IReadOnlyCollection<string> selected)
    {
        var found = new List<FacetCount>();
        for (var number = 1; number < _counts.Length; number++)
        {
            if (_counts[number] > 0)
            {
                found.Add(new(labels[number], _counts[number]));
            }
        }

        found.Sort(static (left, right) => left.Count != right.Count ? right.Count.CompareTo(left.Count) : string.CompareOrdinal(left.Value, right.Value));
        var listed = found.Take(MaxValues).ToList();
        foreach (var value in selected.Distinct().Where(x => listed.TrueForAll(y => y.Value != x)))
        {
            listed.Add(new(value, labels.Find(value) is { } number && number < _counts.Length ? _counts[number] : 0));
        }

        return listed;
    }
}
