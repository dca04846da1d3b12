namespace CeCommerce.Import.Values;

/// <summary>Japanese eras (和暦): name or letter, first year, and how many years each had.</summary>
internal static class Wareki
{
    private static readonly (string Name, char Letter, int First, int Years)[] Eras =
    [
        ("令和", 'R', 2019, 99), ("平成", 'H', 1989, 31), ("昭和", 'S', 1926, 64), ("大正", 'T', 1912, 15), ("明治", 'M', 1868, 45),
    ];

    /// <summary>
    /// Takes era and year from the front of <paramref name="text"/> (令和4, R8, 平成元) and leaves the rest; false when no era stands
    /// there, or when the era had no such year (平成32).
    /// </summary>
    public static bool TakeYear(ref ReadOnlySpan<char> text, out int year)
    {
        year = 0;
        foreach (var (name, letter, first, years) in Eras)
        {
            var taken = text.StartsWith(name, StringComparison.Ordinal) ? name.Length
                : text.Length > 1 && char.ToUpperInvariant(text[0]) == letter ? 1 : 0;
            if (taken == 0)
                continue;
            var rest = text[taken..];
            if (rest is ['.', ..])
                rest = rest[1..];
            if (!TakeNumber(ref rest, out var number) || number < 1 || number > years)
                return false;
            year = first + number - 1;
            text = rest;
            return true;
        }

        return false;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> text, out int number)
    {
        number = 1;
        if (text is not ['元', ..])
            return Digits.Take(ref text, most: 2, out number);
        text = text[1..];
        return true;
    }
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
