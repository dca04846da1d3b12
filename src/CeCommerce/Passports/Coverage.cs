namespace CeCommerce.Passports;

/// <summary>How complete a history is. Months are those of Tokyo, from the first event to now.</summary>
/// <param name="MonthsWithEvents">In how many of them something was written of the unit.</param>
/// <param name="AgeMonths">How many there are, the one that runs included; 0 before the first event.</param>
/// <param name="LongestGapMonths">The longest row of whole months of which nothing is known.</param>
internal sealed record Coverage(int MonthsWithEvents, int AgeMonths, int LongestGapMonths)
{
    public static readonly Coverage None = new(0, 0, 0);

    /// <param name="months">Any order; the years since the beginning of our era times 12, plus the month.</param>
    public static Coverage Of(IReadOnlyCollection<int> months, int now)
    {
        int[] known = [.. months.Distinct().Order()];
        if (known.Length == 0)
        {
            return None;
        }

        var end = Math.Max(now, known[^1]) + 1;
        var gap = known.Zip([.. known.Skip(1), end], (one, next) => next - one - 1).Max();
        return new(known.Length, end - known[0], gap);
    }

    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month;
}
