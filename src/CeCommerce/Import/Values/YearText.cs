namespace CeCommerce.Import.Values;

/// <summary>Years of manufacture: 2022, 2017年, ２０２０年製, 令和4年, 平成元年, H16, 2019年5月.</summary>
internal static class YearText
{
    private const int Oldest = 1868;

    public static ReadFault Read(ReadOnlySpan<char> text, int thisYear, out int year)
    {
        year = 0;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var rest = Widths.Compact(text, stackalloc char[24]);
        if (!Wareki.TakeYear(ref rest, out year) && PlainYear(ref rest, out year) is var fault and not ReadFault.None)
            return fault;
        if (!IsYearEnd(rest))
            return ReadFault.NotAYear;
        return year > thisYear ? ReadFault.Future : year < Oldest ? ReadFault.TooOld : ReadFault.None;
    }

    private static ReadFault PlainYear(ref ReadOnlySpan<char> text, out int year)
    {
        var before = text.Length;
        if (!Digits.Take(ref text, most: 8, out year))
            return ReadFault.NotAYear;
        return (before - text.Length) switch
        {
            4 => ReadFault.None,
            <= 2 => ReadFault.ShortYear,
            5 when text.IsEmpty => ReadFault.ExcelSerial,
            _ => ReadFault.NotAYear,
        };
    }

    // A month or day may follow; they are read so that 2019xyz is not taken for 2019.
    private static bool IsYearEnd(ReadOnlySpan<char> rest)
    {
        if (rest is ['年' or '/' or '-' or '.', ..])
            rest = rest[1..];
        for (var part = 0; part < 2 && Digits.Take(ref rest, most: 2, out _); part++)
        {
            if (rest is ['月' or '日' or '/' or '-' or '.', ..])
                rest = rest[1..];
        }

        return rest is "" or "製" or "製造" or "モデル";
    }
}
