namespace CeCommerce.Search.Lucene;

/// <summary>One filter of a search: which numbered values of a facet pass, or which range of prices.</summary>
/// <param name="Facet">The facet that it filters.</param>
/// <param name="Key">The same for the same filter, to keep its documents by.</param>
internal sealed record FilterPlan(ListingFacet Facet, string Key)
{
    private bool[] Allowed { get; init; } = [];

    private PriceRange? Range { get; init; }

    public static IReadOnlyList<FilterPlan> For(ListingFilters filters, IndexVocabulary vocabulary)
    {
        var plans = new List<FilterPlan>();
        foreach (var facet in Columns.Labelled)
        {
            if (filters.Values(facet) is { Count: > 0 } values)
            {
                plans.Add(new(facet, $"{facet}={string.Join('\u001f', values.Order(StringComparer.Ordinal))}") { Allowed = Listed(vocabulary.Labels(facet), values) });
            }
        }

        if (!string.IsNullOrEmpty(filters.FunctionalAtLeast))
        {
            var allowed = AtLeast(vocabulary.Labels(ListingFacet.FunctionalGrade), filters.FunctionalAtLeast);
            plans.Add(new(ListingFacet.FunctionalGrade, "grade>=" + filters.FunctionalAtLeast) { Allowed = allowed });
        }

        if (filters.Price is { } range)
        {
            plans.Add(new(ListingFacet.Price, FormattableString.Invariant($"price={range.From}-{range.To}")) { Range = range });
        }

        return plans;
    }

    /// <summary>The documents of a segment that pass.</summary>
    public ulong[] Passing(Columns columns)
    {
        var passing = DocumentSet.Empty(columns.Size);
        if (Range is { } range)
        {
            for (var document = 0; document < columns.Size; document++)
            {
                DocumentSet.Put(passing, document, range.Contains(columns.Prices[document]));
            }

            return passing;
        }

        var numbers = columns.Of(Facet);
        for (var document = 0; document < numbers.Length; document++)
        {
            // A value that was numbered after this filter was made is in a newer segment, which this search does not see.
            var number = numbers[document];
            DocumentSet.Put(passing, document, number < Allowed.Length && Allowed[number]);
        }

        return passing;
    }

    private static bool[] Listed(FacetLabels labels, IReadOnlyCollection<string> values)
    {
        var allowed = new bool[labels.Count];
        foreach (var value in values)
        {
            if (labels.Find(value) is { } number && number < allowed.Length)
            {
                allowed[number] = true;
            }
        }

        return allowed;
    }

    private static bool[] AtLeast(FacetLabels labels, string grade)
    {
        var allowed = new bool[labels.Count];
        for (var number = 1; number < allowed.Length; number++)
        {
            allowed[number] = string.CompareOrdinal(labels[number], grade) >= 0;
        }

        return allowed;
    }
}
