using CeCommerce.Platform.Events;

namespace CeCommerce.Search;

/// <summary>One page of a search, as of one moment of the index.</summary>
public sealed record SearchResult
{
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>Whether a further page exists behind the last hit.</summary>
    public required bool HasMore { get; init; }

    /// <summary>All listings that match, not only this page's; exact.</summary>
    public required int Total { get; init; }

    /// <summary>The facets asked for, most frequent value first; each counts what every filter but its own lets through.</summary>
    public required IReadOnlyDictionary<ListingFacet, IReadOnlyList<FacetCount>> Facets { get; init; }

    public required IndexMoment Indexed { get; init; }
}

/// <summary>A row found; the row itself is in the database.</summary>
/// <param name="Id">The listing.</param>
/// <param name="Version">The state of the listing that was found.</param>
/// <param name="Score">Relevance in the engine's own measure; null when the order is another.</param>
/// <param name="Cursor">Opaque; continues this same search behind this row.</param>
public readonly record struct SearchHit(Guid Id, long Version, float? Score, string Cursor);

public readonly record struct FacetCount(string Value, int Count);

/// <summary>How far what is searched reaches: everything up to this line of the event log, made visible at this time.</summary>
public readonly record struct IndexMoment(EventPosition Position, DateTimeOffset At);
