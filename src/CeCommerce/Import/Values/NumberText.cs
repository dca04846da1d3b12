using System.Buffers;

namespace CeCommerce.Import.Values;

/// <summary>Whole numbers and decimals as stock lists write them, without floating point.</summary>
internal static class NumberText
{
    private const int Room = 48;

    private static readonly SearchValues<char> DigitsAndPoint = SearchValues.Create("0123456789.");

    /// <summary>A whole number, with or without one of the given units behind it (90日, １２台).</summary>
    public static ReadFault ReadWhole(ReadOnlySpan<char> text, long least, long most, ReadOnlySpan<string> units, out long value)
    {
        value = 0;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var compact = Widths.Compact(text, stackalloc char[Room]);
        var fault = ReadScaled(WithoutUnit(compact, units), digits: 0, out value);
        return fault == ReadFault.None ? Within(value, least, most) : fault;
    }

    /// <summary>A percentage from 0 to 100; a fraction is cut off, so that a battery is never shown better than it is.</summary>
    public static ReadFault ReadPercent(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var compact = Widths.Compact(text, stackalloc char[Room]);
        var fault = ReadScaled(WithoutUnit(compact, ["%", "パーセント"]), digits: 1, out var tenths);
        value = tenths / 10;
        return fault == ReadFault.None ? Within(tenths, 0, 1000) : fault;
    }

    /// <summary>
    /// Digits with at most <paramref name="digits"/> decimals (further ones only as zeros) as a count of the smallest of them: 18.7 with
    /// three decimals is 18700. Thousands may be separated, but then all of them.
    /// </summary>
    public static ReadFault ReadScaled(ReadOnlySpan<char> compact, int digits, out long value)
    {
        value = 0;
        if (IsExcelScientific(compact))
            return ReadFault.ExcelScientific;
        var negative = compact is ['-', ..];
        if (compact is ['-' or '+', ..])
            compact = compact[1..];
        var point = compact.IndexOf('.');
        var whole = point < 0 ? compact : compact[..point];
        var fraction = point < 0 ? default : compact[(point + 1)..];
        if (!ReadGrouped(whole, out value) || fraction.ContainsAnyExceptInRange('0', '9'))
            return ReadFault.NotANumber;
        for (var i = 0; i < digits; i++)
            value = (value * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        if (fraction.Length > digits && fraction[digits..].ContainsAnyExcept('0'))
            return ReadFault.NotWhole;
        if (!negative)
            return ReadFault.None;
        value = -value;
        return value < 0 ? ReadFault.Negative : ReadFault.None;
    }

    /// <summary>What a spreadsheet makes of a long number in a column that is not text: 4.98563E+12.</summary>
    public static bool IsExcelScientific(ReadOnlySpan<char> compact)
    {
        var e = compact.IndexOfAny('E', 'e');
        return e > 0 && e < compact.Length - 2 && compact[e + 1] == '+'
            && !compact[..e].ContainsAnyExcept(DigitsAndPoint) && !compact[(e + 2)..].ContainsAnyExceptInRange('0', '9');
    }

    private static ReadFault Within(long value, long least, long most) =>
        value < least ? ReadFault.TooSmall : value > most ? ReadFault.TooLarge : ReadFault.None;

    private static ReadOnlySpan<char> WithoutUnit(ReadOnlySpan<char> compact, ReadOnlySpan<string> units)
    {
        foreach (var unit in units)
        {
            if (compact.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                return compact[..^unit.Length];
        }

        return compact;
    }

    // At most 15 digits: more than any price, weight or count, and far from overflow after scaling.
    private static bool ReadGrouped(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        var sinceComma = -1;
        var digits = 0;
        foreach (var c in text)
        {
            if (c == ',')
            {
                if (digits is 0 || (sinceComma < 0 ? digits > 3 : sinceComma != 3))
                    return false;
                sinceComma = 0;
                continue;
            }

            if (!char.IsAsciiDigit(c) || ++digits > 15)
                return false;
            value = (value * 10) + (c - '0');
            if (sinceComma >= 0)
                sinceComma++;
        }

        return digits > 0 && sinceComma is -1 or 3;
    }
}
