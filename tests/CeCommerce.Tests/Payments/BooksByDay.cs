using CeCommerce.Payments.Ledger;

namespace CeCommerce.Tests.Payments;

/// <summary>How the database reads a balance, in memory: sums of days, and entries only of the days that are asked for.</summary>
internal sealed class BooksByDay
{
    private readonly Dictionary<Account, Dictionary<(DateTime Day, DateTime RecordedDay), long>> _sums = [];
    private readonly Dictionary<(Account, DateTime Day), List<(MovementTime Time, long Amount)>> _byDay = [];
    private readonly Dictionary<(Account, DateTime RecordedDay), List<(MovementTime Time, long Amount)>> _byRecordedDay = [];

    public void Add(Movement movement)
    {
        var (day, recorded) = (movement.Time.At.UtcDateTime.Date, movement.Time.RecordedAt.UtcDateTime.Date);
        foreach (var (account, amount) in movement.Entries)
        {
            var sums = _sums.TryGetValue(account, out var found) ? found : _sums[account] = [];
            sums[(day, recorded)] = sums.GetValueOrDefault((day, recorded)) + amount;
            Lines(_byDay, (account, day)).Add((movement.Time, amount));
            Lines(_byRecordedDay, (account, recorded)).Add((movement.Time, amount));
        }
    }

    public long PostedOf(Account account, AsOf asOf)
    {
        var known = asOf.KnownAt ?? DateTimeOffset.MaxValue;
        var (day, knownDay) = (asOf.At.UtcDateTime.Date, known.UtcDateTime.Date);
        return _sums.GetValueOrDefault(account, []).Where(sum => sum.Key.Day < day && sum.Key.RecordedDay < knownDay).Sum(sum => sum.Value)
            + _byDay.GetValueOrDefault((account, day), []).Where(line => line.Time.At <= asOf.At && line.Time.RecordedAt <= known).Sum(line => line.Amount)
            + _byRecordedDay.GetValueOrDefault((account, knownDay), []).Where(line => line.Time.RecordedAt <= known && line.Time.At.UtcDateTime < day).Sum(line => line.Amount);
    }

    private static List<(MovementTime, long)> Lines<TKey>(Dictionary<TKey, List<(MovementTime, long)>> lines, TKey key)
        where TKey : notnull => lines.TryGetValue(key, out var found) ? found : lines[key] = [];
}
