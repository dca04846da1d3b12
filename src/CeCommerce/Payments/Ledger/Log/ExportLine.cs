using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>A line of an exported log; each has one of these. Nothing in it says who a person is.</summary>
internal sealed record ExportLine
{
    /// <summary>The first line.</summary>
    public ExportHead? Ledger { get; init; }

    /// <summary>Then the public keys, in their order.</summary>
    public ProofKey? Key { get; init; }

    /// <summary>Then the notes of all checkpoints, in their order.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Then the leaves, in theirs.</summary>
    public ExportLeaf? Leaf { get; init; }

    /// <summary>The last line: without it the file is not whole.</summary>
    public ExportEnd? End { get; init; }
}

/// <param name="Format">1; whoever reads another number knows another form.</param>
/// <param name="Origin">The log's name in the world; null when there is no checkpoint yet.</param>
/// <param name="ExportedAt">When it was read.</param>
/// <param name="Waiting">Movements and resolutions that had no leaf yet and are not in the file.</param>
internal sealed record ExportHead(int Format, string? Origin, DateTimeOffset ExportedAt, long Waiting);

/// <param name="Leaves">So many there are.</param>
internal sealed record ExportEnd(long Leaves);

/// <param name="Number">From 0 on.</param>
/// <param name="Hash">Base64.</param>
/// <param name="Movement">What it stands for; with <paramref name="Resolution"/> null too it is gone from the books.</param>
/// <param name="Resolution">Or this.</param>
internal sealed record ExportLeaf(long Number, string Hash, ExportMovement? Movement = null, ExportResolution? Resolution = null)
{
    [JsonIgnore]
    public Logged? Content => Movement is { } movement ? movement.ToLogged() : Resolution?.ToLogged();
}

/// <summary>A movement as text.</summary>
internal sealed record ExportMovement(Guid Id, string Kind, string Cause, DateTimeOffset At, DateTimeOffset RecordedAt, DateTimeOffset? TimesOutAt, IReadOnlyList<ExportEntry> Entries)
{
    public static ExportMovement Of(LoggedMovement movement) => new(
        movement.Id, movement.Kind, movement.Cause.ToString(), movement.Time.At, movement.Time.RecordedAt, movement.TimesOutAt,
        [.. movement.Entries.Select(entry => new ExportEntry(entry.Account.Kind, entry.Account.Owner, entry.Account.Currency, entry.Amount))]);

    /// <summary>Throws <see cref="JsonException"/> when the cause is no identifier.</summary>
    public LoggedMovement ToLogged() => new()
    {
        Id = Id,
        Kind = Kind,
        Cause = TypedId.TrySplit(Cause, out var prefix, out var id) ? new(prefix.ToString(), id) : throw new JsonException($"'{Excerpt.Of(Cause)}' is no cause."),
        Time = new(At, RecordedAt),
        TimesOutAt = TimesOutAt,
        Entries = [.. Entries.Select(entry => new LoggedEntry(new(entry.Account, entry.Owner, entry.Currency), entry.Amount))],
    };
}

/// <param name="Account">Its kind.</param>
/// <param name="Owner">The operator; null for the platform.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">Minor units, signed.</param>
internal sealed record ExportEntry(string Account, Guid? Owner, string Currency, long Amount);

/// <summary>What became of a pending movement, as text.</summary>
internal sealed record ExportResolution(Guid Pending, string Outcome, Guid? Posted, DateTimeOffset At, DateTimeOffset RecordedAt)
{
    public static ExportResolution Of(LoggedResolution resolution) => new(resolution.Id, resolution.Outcome, resolution.Posted, resolution.Time.At, resolution.Time.RecordedAt);

    public LoggedResolution ToLogged() => new() { Id = Pending, Outcome = Outcome, Posted = Posted, Time = new(At, RecordedAt) };
}
