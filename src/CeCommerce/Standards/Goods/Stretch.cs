namespace CeCommerce.Standards;

/// <summary>Somebody on a list between two days.</summary>
/// <param name="Of">Who, and on which list.</param>
internal sealed record Stretch(string Of, DateOnly? From, DateOnly? To, int Line)
{
    /// <summary>What overlaps, leaves a day out between two or ends before it begins.</summary>
    public static IEnumerable<(int Line, string Reason)> Wrongs(IEnumerable<Stretch> ofOne)
    {
        Stretch? before = null;
        foreach (var stretch in InOrder(ofOne))
        {
            if (stretch.From >= stretch.To)
                yield return (stretch.Line, $"{stretch.Of}: the entry ends before it begins.");
            if (before is not null && stretch.After(before) is { } wrong)
                yield return (stretch.Line, wrong);
            before = stretch;
        }
    }

    /// <summary>The same, and days before the first and after the last that are left out.</summary>
    public static IEnumerable<(int Line, string Reason)> WrongsOfAlways(IEnumerable<Stretch> ofOne)
    {
        var all = InOrder(ofOne);
        foreach (var wrong in Wrongs(all))
            yield return wrong;
        if (all[0].From is { } from)
            yield return (all[0].Line, $"{all[0].Of}: nothing holds before {from:O}. The first entry has no 'validFrom'.");
        if (all.All(stretch => stretch.To is not null))
            yield return (all[^1].Line, $"{all[^1].Of}: nothing holds from {all[^1].To:O} on. The last entry has no 'validTo'.");
    }

    private static List<Stretch> InOrder(IEnumerable<Stretch> ofOne) => [.. ofOne.OrderBy(one => one.From ?? DateOnly.MinValue).ThenBy(one => one.Line)];

    private string? After(Stretch before)
    {
        if (before.To is not { } end || (From ?? DateOnly.MinValue) < end)
            return $"{Of}: overlaps line {before.Line}, which holds until {(before.To is { } to ? $"{to:O}" : "further notice")}.";
        return From > end ? $"{Of}: a gap since {end:O}, where line {before.Line} ends. Let one follow the other without a day between." : null;
    }
}
