using CeCommerce.Payments.Ledger;

namespace CeCommerce.Tests.Payments;

/// <summary>Books as one would keep them on paper: everything is written one below the other, and a balance reads it all.</summary>
internal sealed class PlainBooks
{
    private readonly HashSet<(MovementKind, Cause)> _causes = [];
    private readonly Dictionary<Guid, Resolution> _resolutions = [];
    private readonly PriorityQueue<Movement, DateTimeOffset> _unresolved = new();
    private readonly Dictionary<Account, List<(MovementTime Of, long Amount)>> _posted = [];
    private readonly Dictionary<Account, List<(Movement Of, long Amount)>> _pending = [];

    public IEnumerable<Account> Opened => _posted.Keys;

    /// <summary>Hear of each movement that is posted, as it comes.</summary>
    public List<Action<Movement>> Readers { get; } = [];

    public bool Post(Movement movement)
    {
        if (!_causes.Add((movement.Kind, movement.Cause)))
        {
            return false;
        }

        if (movement.TimesOutAt is { } over)
        {
            _unresolved.Enqueue(movement, over);
            Write(_pending, movement, movement);
        }
        else
        {
            Write(_posted, movement, movement.Time);
            Readers.ForEach(hear => hear(movement));
        }

        return true;
    }

    public bool Resolve(Resolution resolution)
    {
        if (!_resolutions.TryAdd(resolution.PendingId, resolution))
        {
            return false;
        }

        Assert.True(resolution.Posting is null || Post(resolution.Posting));
        return true;
    }

    public void Expire(DateTimeOffset now)
    {
        while (_unresolved.TryPeek(out var movement, out var over) && over <= now)
        {
            _unresolved.Dequeue();
            _resolutions.TryAdd(movement.Id, Resolution.Expire(movement, now));
        }
    }

    public Balance BalanceOf(Account account, AsOf asOf)
    {
        var posted = Lines(_posted, account).Where(line => IsBy(line.Of, asOf)).Sum(line => line.Amount);
        var pending = Lines(_pending, account)
            .Where(line => IsBy(line.Of.Time, asOf) && line.Of.TimesOutAt > asOf.At)
            .Where(line => !(_resolutions.TryGetValue(line.Of.Id, out var resolution) && IsBy(resolution.Time, asOf)))
            .Sum(line => line.Amount);
        return new(posted, pending);
    }

    private static void Write<T>(Dictionary<Account, List<(T Of, long Amount)>> accounts, Movement movement, T line)
    {
        foreach (var (account, amount) in movement.Entries)
        {
            (accounts.TryGetValue(account, out var lines) ? lines : accounts[account] = []).Add((line, amount));
        }
    }

    private static List<(T Of, long Amount)> Lines<T>(Dictionary<Account, List<(T Of, long Amount)>> accounts, Account account) => accounts.TryGetValue(account, out var lines) ? lines : [];

    private static bool IsBy(MovementTime time, AsOf asOf) => time.At <= asOf.At && time.RecordedAt <= (asOf.KnownAt ?? DateTimeOffset.MaxValue);
}
