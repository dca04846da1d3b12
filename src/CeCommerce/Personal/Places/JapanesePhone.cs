using PhoneNumbers;

namespace CeCommerce.Personal.Places;

/// <summary>Telephone numbers of Japan by the numbering plan as libphonenumber knows it.</summary>
internal static class JapanesePhone
{
    private const string Region = "JP";

    /// <summary>A number that can be and is given out.</summary>
    /// <param name="digits">As dialled inside Japan, from the 0 on.</param>
    public static bool IsValid(string digits)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var number = numbers.Parse(digits, Region);
            return numbers.IsPossibleNumber(number) && numbers.IsValidNumberForRegion(number, Region);
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>ITU-T E.164: +819012345678.</summary>
    public static string E164(string digits) => $"+81{digits[1..]}";
}
