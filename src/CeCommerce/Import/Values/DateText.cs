namespace CeCommerce.Import.Values;

/// <summary>Days: 2026/11/05, 2026-11-13, 2026年11月5日, 20261105, R8.10.31, 令和8年10月31日; a time of day behind it is dropped.</summary>
internal static class DateText
{
    public static ReadFault Read(ReadOnlySpan<char> text, DateOnly today, out DateOnly day)
    {
        day = default;
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        var rest = Widths.Compact(WithoutTime(text.Trim()), stackalloc char[24]);
        if (!Wareki.TakeYear(ref rest, out var year) && PlainYear(ref rest, out year) is var fault and not ReadFault.None)
            return fault;
        if (!MonthAndDay(rest, out var month, out var date) || !IsInCalendar(year, month, date))
            return ReadFault.NotADate;
        day = new DateOnly(year, month, date);
        return day > today ? ReadFault.Future : ReadFault.None;
    }

    private static ReadFault PlainYear(ref ReadOnlySpan<char> text, out int year)
    {
        year = 0;
        var digits = text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;
        if (digits is 5 or 6 && digits == text.Length)
            return ReadFault.ExcelSerial;
        if (digits is 1 or 2)
            return text.Length > 4 && !text[^4..].ContainsAnyExceptInRange('0', '9') ? ReadFault.YearLast : ReadFault.ShortYear;
        return digits is 4 or 8 && Digits.Take(ref text, most: 4, out year) ? ReadFault.None : ReadFault.NotADate;
    }

    private static bool MonthAndDay(ReadOnlySpan<char> rest, out int month, out int day)
    {
        day = 0;
        if (rest.Length == 4 && !rest.ContainsAnyExceptInRange('0', '9'))
            return Digits.Take(ref rest, most: 2, out month) && Digits.Take(ref rest, most: 2, out day);
        month = 0;
        return TakeSeparator(ref rest, '年', out var separator) && TakePart(ref rest, out month)
            && TakeSeparator(ref rest, separator == '年' ? '月' : separator, out _) && TakePart(ref rest, out day)
            && (separator == '年' ? rest is "日" : rest is "");
    }

    private static bool TakePart(ref ReadOnlySpan<char> rest, out int number) => Digits.Take(ref rest, most: 2, out number);

    private static bool TakeSeparator(ref ReadOnlySpan<char> rest, char expected, out char found)
    {
        found = rest.IsEmpty ? '\0' : rest[0];
        var taken = found == expected || (expected == '年' && found is '/' or '-' or '.');
        if (taken)
            rest = rest[1..];
        return taken;
    }

    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        var gap = colon < 0 ? -1 : text[..colon].LastIndexOfAny(' ', 'T');
        return gap < 0 ? text : text[..gap];
    }

    private static bool IsInCalendar(int year, int month, int day) =>
        year is >= 1868 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
