using CeCommerce.Platform;
using CeCommerce.Platform.Events;

namespace CeCommerce.Search;

/// <summary>
/// The search over published listings. An engine knows exactly which line of the event log it has come to, because that
/// position becomes durable together with the changes. One caller feeds it; any number search.
/// </summary>
public interface ISearchEngine : IAsyncDisposable
{
    /// <summary>Refuses with <see cref="SearchUnavailable"/>, <see cref="CursorUnreadable"/>, <see cref="CursorOfAnotherSearch"/> or <see cref="PageSizeRefused"/>.</summary>
    Task<Outcome<SearchResult>> SearchAsync(ListingSearch search, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over a piece of the event log. It is found after the next refresh and survives a crash after the next flush,
    /// which also happens by itself every few thousand changes; until then a reopened index stands at an older position
    /// and gets the same lines again, which changes nothing. Refuses with <see cref="SearchUnavailable"/>, or with <see cref="IndexFellBack"/>
    /// when lines before the batch are missing.
    /// </summary>
    Task<Outcome<EventPosition>> ApplyAsync(IndexBatch batch, CancellationToken cancellationToken);

    /// <summary>Where feeding has to go on; null when the index needs a rebuild first.</summary>
    Task<EventPosition?> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>Makes what was applied durable, with its position. Refuses with <see cref="SearchUnavailable"/>; then what was not durable yet is gone.</summary>
    Task<Outcome<EventPosition>> FlushAsync(CancellationToken cancellationToken);

    /// <summary>Makes what was applied findable. Refuses like <see cref="FlushAsync"/>.</summary>
    Task<Outcome<EventPosition>> RefreshAsync(CancellationToken cancellationToken);

    /// <summary>Waits until everything up to <paramref name="position"/> is findable, refreshing as needed; false when time runs out.</summary>
    Task<bool> WaitForAsync(EventPosition position, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// Builds a new index beside the present one from every published listing as of <paramref name="position"/>, then swaps.
    /// Searches are answered all the while, and batches applied meanwhile are kept. <paramref name="progress"/> gets the number
    /// of documents taken. When it fails or is cancelled the present index stays. Refuses with <see cref="RebuildRunning"/> or <see cref="SearchUnavailable"/>.
    /// </summary>
    Task<Outcome<EventPosition>> RebuildAsync(
        IAsyncEnumerable<ListingDocument> listings, EventPosition position, IProgress<long>? progress, CancellationToken cancellationToken);

    /// <summary>The index does not belong to what is fed into it: searches are refused until it is rebuilt.</summary>
    Task DisownAsync(string reason, CancellationToken cancellationToken);

    Task<SearchHealth> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>A piece of the event log as the index takes it: listings as they are now, and listings no longer offered.</summary>
/// <param name="Upserts">Each replaces what was known of its id.</param>
/// <param name="Deletes">Ids that are not found any more; an unknown one is no error.</param>
/// <param name="Position">The last line that this batch covers.</param>
public sealed record IndexBatch(IReadOnlyCollection<ListingDocument> Upserts, IReadOnlyCollection<Guid> Deletes, EventPosition Position)
{
    /// <summary>Up to where the index must have come already, or lines between would be lost.</summary>
    public EventPosition After { get; init; }
}
