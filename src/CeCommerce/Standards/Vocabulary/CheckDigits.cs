namespace CeCommerce.Standards;

/// <summary>What is wrong with a number that carries a check digit.</summary>
public enum NumberCheck
{
    /// <summary>Nothing.</summary>
    Valid,

    /// <summary>Too many or too few digits.</summary>
    WrongLength,

    /// <summary>Something else than the digits 0 to 9 (write 全角 digits as plain ones first), or nothing but zeros.</summary>
    NotDigits,

    /// <summary>At least one digit was mistyped: the last (or first) does not follow from the others.</summary>
    WrongCheckDigit,
}

/// <summary>The public numbers that prove themselves: products, phones, companies, tax registrations, permits.</summary>
public static class CheckDigits
{
    /// <summary>GTIN-8, 12 (UPC), 13 (JAN/EAN) or 14: weights 3, 1, 3 … from the right. Source: GS1 General Specifications 7.9.</summary>
    public static NumberCheck Gtin(ReadOnlySpan<char> text)
    {
        if (text.Length is not (8 or 12 or 13 or 14))
            return NumberCheck.WrongLength;
        if (!IsNumber(text))
            return NumberCheck.NotDigits;
        return IsGs1(text) ? NumberCheck.Valid : NumberCheck.WrongCheckDigit;
    }

    /// <summary>Whether the last of any number of digits follows from the others, as in every key of GS1. Same weights and source.</summary>
    public static bool IsGs1(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var fromRight = 0; fromRight < digits.Length; fromRight++)
            sum += (digits[^(fromRight + 1)] - '0') * (fromRight % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }

    /// <summary>15 digits, the last by Luhn. Source: 3GPP TS 23.003 6.2 and annex B.</summary>
    public static NumberCheck Imei(ReadOnlySpan<char> text)
    {
        if (text.Length != 15)
            return NumberCheck.WrongLength;
        if (!IsNumber(text))
            return NumberCheck.NotDigits;
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var digit = text[i] - '0';
            var weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0 ? NumberCheck.Valid : NumberCheck.WrongCheckDigit;
    }

    /// <summary>
    /// 法人番号: a check digit 1 to 9, then 12 base digits; 9 − (Σ Pₙ·Qₙ mod 9) with Pₙ the n-th base digit from the right and
    /// Qₙ 1 for odd, 2 for even n. Source: 法人番号省令 2 (whose misplaced brackets are known); a 0 typed for a 9 passes.
    /// </summary>
    public static NumberCheck CorporateNumber(ReadOnlySpan<char> text)
    {
        if (text.Length != 13)
            return NumberCheck.WrongLength;
        if (!IsNumber(text))
            return NumberCheck.NotDigits;
        var sum = 0;
        for (var n = 1; n <= 12; n++)
            sum += (text[^n] - '0') * (n % 2 == 1 ? 1 : 2);
        return text[0] - '0' == 9 - (sum % 9) ? NumberCheck.Valid : NumberCheck.WrongCheckDigit;
    }

    /// <summary>
    /// 適格請求書発行事業者登録番号: T and 13 digits. Format only: a company's digits are its 法人番号, but whether a sole
    /// proprietor's follow the same check digit is not documented.
    /// </summary>
    public static NumberCheck InvoiceNumber(ReadOnlySpan<char> text)
    {
        if (text.Length != 14)
            return NumberCheck.WrongLength;
        return text[0] == 'T' && IsNumber(text[1..]) ? NumberCheck.Valid : NumberCheck.NotDigits;
    }

    /// <summary>古物商許可番号: 12 digits as police practice writes them (第123456789012号 without the words). Format only.</summary>
    public static NumberCheck PermitNumber(ReadOnlySpan<char> text)
    {
        if (text.Length != 12)
            return NumberCheck.WrongLength;
        return IsNumber(text) ? NumberCheck.Valid : NumberCheck.NotDigits;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange('0', '9') && text.ContainsAnyExcept('0');
}
