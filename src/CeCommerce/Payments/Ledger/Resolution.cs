namespace CeCommerce.Payments.Ledger;

/// <summary>What becomes of a pending movement.</summary>
internal enum ResolvedAs
{
    /// <summary>Posted, whole or less; what is less is released.</summary>
    Posted,

    /// <summary>Called off.</summary>
    Voided,

    /// <summary>Its time was over.</summary>
    Expired,
}

/// <summary>The end of a pending movement. There is at most one, which the database decides: whoever comes second changes nothing.</summary>
internal sealed record Resolution
{
    private Resolution()
    {
    }

    public Guid PendingId { get; private init; }

    public ResolvedAs As { get; private init; }

    public MovementTime Time { get; private init; }

    /// <summary>What is posted in its place, written together with this; null unless <see cref="ResolvedAs.Posted"/>.</summary>
    public Movement? Posting { get; private init; }

    /// <summary>
    /// Posts the pending movement, or less of it, under the posting's own kind and cause. Throws <see cref="ArgumentException"/> when it moves more, or
    /// elsewhere, or at a time when the other was not pending.
    /// </summary>
    public static Resolution Post(Movement pending, Movement posting)
    {
        if (posting.TimesOutAt is not null || posting.Entries.Any(entry => !IsWithin(entry.Amount, pending.AmountOf(entry.Account))))
        {
            throw new ArgumentException("It posts more than is pending.", nameof(posting));
        }

        return Before(pending, ResolvedAs.Posted, posting.Time) with { Posting = posting };
    }

    /// <summary>Calls the pending movement off. Throws as <see cref="Post"/>.</summary>
    public static Resolution Void(Movement pending, MovementTime time) => Before(pending, ResolvedAs.Voided, time);

    /// <summary>Ends the pending movement at its time-out, whenever that is written down.</summary>
    public static Resolution Expire(Movement pending, DateTimeOffset recordedAt) => pending.TimesOutAt is { } over
        ? new() { PendingId = pending.Id, As = ResolvedAs.Expired, Time = new(over, recordedAt) }
        : throw NotPending(pending);

    private static Resolution Before(Movement pending, ResolvedAs resolved, MovementTime time)
    {
        var over = pending.TimesOutAt ?? throw NotPending(pending);
        return pending.Time.At <= time.At && time.At < over
            ? new() { PendingId = pending.Id, As = resolved, Time = time }
            : throw new ArgumentException($"It is not pending at {time.At:O}.", nameof(time));
    }

    private static bool IsWithin(long amount, long pending) => pending < 0 ? pending <= amount && amount <= 0 : 0 <= amount && amount <= pending;

    private static ArgumentException NotPending(Movement movement) => new($"{movement.Kind.Word} by {movement.Cause} is posted.", nameof(movement));
}
