using CeCommerce.Platform;
using CeCommerce.Platform.Events;

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

    /// <summary>Built from another database, or from a later state of this one.</summary>
    OtherDatabase,
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

/// <summary>The index was put back to an older state since the last lines were applied; they have to be applied again first.</summary>
/// <param name="Applied">Where feeding goes on.</param>
public sealed record IndexFellBack(EventPosition Applied) : UserError
{
    public override string Code => "SEARCH_INDEX_FELL_BACK";

    public override LocalText Message { get; } = new(
        "検索インデックスが以前の状態に戻りました。イベントログから読み直します。",
        "The search index went back to an older state; it is read from the event log again.");
}

/// <summary>No search index can be kept where it should be.</summary>
/// <param name="Directory">Where.</param>
/// <param name="Reason">What the system said.</param>
public sealed record SearchHomeUnusable(string Directory, string Reason) : UserError("CECOMMERCE_HOME")
{
    public override string Code => "SEARCH_HOME_UNUSABLE";

    public override LocalText Message => new(
        $"検索インデックスを {Directory} に置けません（{Reason}）。書き込めるディレクトリか確認してください。",
        $"The search index cannot be kept in {Directory}: {Reason} It must be a directory that this process may write to.");
}

/// <summary>Only one rebuild runs at a time.</summary>
public sealed record RebuildRunning() : UserError
{
    public override string Code => "SEARCH_REBUILD_RUNNING";

    public override LocalText Message { get; } = new(
        "検索インデックスの再構築はすでに実行中です。完了をお待ちください。",
        "The search index is being rebuilt already; wait until that is done.");
}
