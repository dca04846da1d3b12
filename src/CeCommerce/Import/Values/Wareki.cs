using System.Globalization;

namespace CeCommerce.Import.Values;

/// <summary>Japanese eras (和暦), by name or letter; when each began and how long it lasted is the calendar's to know.</summary>
internal static class Wareki
{
    /// <summary>Two digits are written, so the era that still runs ends there.</summary>
    private const int MostYears = 99;

    private static readonly JapaneseCalendar Calendar = new();

    // The calendar counts its eras from 1, Meiji.
    private static readonly Era[] Eras = [Of("令和", 'R', 5), Of("平成", 'H', 4), Of("昭和", 'S', 3), Of("大正", 'T', 2), Of("明治", 'M', 1)];

    /// <summary>
    /// Takes era and year from the front of <paramref name="text"/> (令和4, R8, 平成元) and leaves the rest; false when no era stands
    /// there, or when the era had no such year (平成32).
    /// </summary>
    public static bool TakeYear(ref ReadOnlySpan<char> text, out int year)
    {
        year = 0;
        foreach (var era in Eras)
        {
            var taken = text.StartsWith(era.Name, StringComparison.Ordinal) ? era.Name.Length
                : text.Length > 1 && char.ToUpperInvariant(text[0]) == era.Letter ? 1 : 0;
            if (taken == 0)
                continue;
            var rest = text[taken..];
            if (rest is ['.', ..])
                rest = rest[1..];
            if (!TakeNumber(ref rest, out var number) || number < 1 || number > era.Years)
                return false;
            year = era.First + number - 1;
            text = rest;
            return true;
        }

        return false;
    }

    private static Era Of(string name, char letter, int number)
    {
        var first = FirstYear(number);
        // The year in which an era gives way to the next belongs to both.
        return new(name, letter, first, number < Calendar.Eras.Length ? FirstYear(number + 1) - first + 1 : MostYears);
    }

    private static int FirstYear(int era) => Calendar.ToDateTime(1, 12, 31, 0, 0, 0, 0, era).Year;

    private static bool TakeNumber(ref ReadOnlySpan<char> text, out int number)
    {
        number = 1;
        if (text is not ['元', ..])
            return Digits.Take(ref text, most: 2, out number);
        text = text[1..];
        return true;
    }

    /// <param name="Name">As written out.</param>
    /// <param name="Letter">As abbreviated.</param>
    /// <param name="First">Gregorian year of its year 1.</param>
    /// <param name="Years">How many it had.</param>
    private sealed record Era(string Name, char Letter, int First, int Years);
}

/// <summary>Runs of digits at the front of a text.</summary>
internal static class Digits
{
    public static bool Take(ref ReadOnlySpan<char> text, int most, out int number)
    {
        number = 0;
        var length = 0;
        while (length < text.Length && length < most && char.IsAsciiDigit(text[length]))
            number = (number * 10) + (text[length++] - '0');
        text = text[length..];
        return length > 0;
    }
}
