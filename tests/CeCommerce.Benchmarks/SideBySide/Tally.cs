using System.Collections.Concurrent;

namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>What was asked of whom and how it was answered; and whatever is wrong, by whoever finds it.</summary>
internal sealed class Tally
{
    /// <summary>Refusals that are right while many want the same things at two servers, one of which may be dead.</summary>
    private static readonly HashSet<string> Expected = new(StringComparer.Ordinal)
    {
        "ITEM_TAKEN", "LISTING_NOT_FOR_SALE", "LISTING_NOT_FOUND", "HELD_MOMENTS_AGO", "TOO_MANY_HOLDS", "HOLD_EXPIRED", "HOLD_USED", "HOLD_NOT_EXTENDABLE",
        "PAYMENT_DECLINED", "ORDER_MOVE_REFUSED", "ORDER_BUSY", "REQUEST_STILL_RUNNING", "TRY_AGAIN", CutOff,
    };

    /// <summary>No answer, because the server was killed.</summary>
    public const string CutOff = "cut off";

    /// <summary>What was asked was done.</summary>
    public const string Done = "";

    private readonly ConcurrentDictionary<(string What, string Side, string Code), int> _counts = [];
    private readonly ConcurrentDictionary<string, int> _wrong = new(StringComparer.Ordinal);

    /// <summary>Each with how often.</summary>
    public IReadOnlyCollection<string> Wrong => [.. _wrong.Select(wrong => wrong.Value == 1 ? wrong.Key : Text.Of($"{wrong.Key} (× {wrong.Value})"))];

    public void Count(string what, Side side, string code = Done)
    {
        _counts.AddOrUpdate((what, side.Release.Name, code), 1, (_, count) => count + 1);
        if (code.Length > 0 && !Expected.Contains(code))
        {
            Fail($"{what} at the {side.Release.Name} one was refused with {code}");
        }
    }

    public void Fail(string wrong) => _wrong.AddOrUpdate(wrong, 1, (_, count) => count + 1);

    public IEnumerable<string> Rows(string before, string after)
    {
        yield return $"| what | at {before} | at {after} | not done |\n| --- | ---: | ---: | --- |";
        foreach (var what in _counts.GroupBy(count => count.Key.What, StringComparer.Ordinal).OrderByDescending(group => group.Sum(count => count.Value)))
        {
            int At(string side) => what.Where(count => count.Key.Side == side && count.Key.Code.Length == 0).Sum(count => count.Value);
            var refused = what.Where(count => count.Key.Code.Length > 0).GroupBy(count => count.Key.Code, StringComparer.Ordinal)
                .Select(code => (Code: code.Key, Count: code.Sum(count => count.Value))).OrderByDescending(code => code.Count);
            yield return Text.Of($"| {what.Key} | {At(before):N0} | {At(after):N0} | {string.Join(", ", refused.Select(code => Text.Of($"{code.Code} {code.Count:N0}")))} |");
        }
    }
}
