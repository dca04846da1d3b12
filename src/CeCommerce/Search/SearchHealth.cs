using CeCommerce.Platform;

namespace CeCommerce.Search;

/// <summary>Whether the index can answer.</summary>
public enum SearchState
{
    Ready,

    /// <summary>Nothing usable is there; only a rebuild helps, which may be running.</summary>
    NeedsRebuild,

    /// <summary>Something outside the index is in the way: another process holds it, the disk or the network fails.</summary>
    Unreachable,
}

/// <summary>Why an index is as it is.</summary>
public enum SearchFlaw
{
    None,
    Missing,
    Corrupt,

    /// <summary>Written by a version of this product that indexed otherwise.</summary>
    OtherFormat,
    HeldByAnotherProcess,
    StorageFailed,
    Closed,
}

/// <summary>The index's own account of itself.</summary>
/// <param name="State">Whether searches are answered.</param>
/// <param name="Flaw">What is wrong, if anything.</param>
/// <param name="Detail">For the log and the operator of the server, not for consumers.</param>
/// <param name="Documents">Listings that can be found.</param>
/// <param name="Indexed">How far the searchable state reaches; null when nothing is searchable.</param>
/// <param name="Rebuilding">Whether a rebuild is running; the old index answers meanwhile, if it can.</param>
public sealed record SearchHealth(SearchState State, SearchFlaw Flaw, string? Detail, int Documents, IndexMoment? Indexed, bool Rebuilding);

/// <summary>The search cannot answer or accept now.</summary>
public sealed record SearchUnavailable(SearchState State, SearchFlaw Flaw) : UserError
{
    public override string Code => "SEARCH_UNAVAILABLE";

    public override LocalText Message { get; } = new(
        "検索は現在利用できません。しばらくしてからもう一度お試しください。",
        "Search is not available at the moment. Please try again shortly.");
}

/// <summary>Only one rebuild runs at a time.</summary>
public sealed record RebuildRunning() : UserError
{
    public override string Code => "SEARCH_REBUILD_RUNNING";

    public override LocalText Message { get; } = new(
        "検索インデックスの再構築はすでに実行中です。完了をお待ちください。",
        "The search index is being rebuilt already; wait until that is done.");
}
