using System.Globalization;
using System.Text.RegularExpressions;
using CeCommerce.Personal.Places;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>Reads what was typed into a recipient's fields, in full width or half; refusals say what to do and repeat nothing.</summary>
internal sealed partial class RecipientRules
{
    public const int MostCharacters = 100;
    public const int MostLines = 4;

    private const int MostEmail = 254;

    private readonly List<IUserError> _errors = [];

    private RecipientRules()
    {
    }

    /// <summary>The address in its one form, or everything that is wrong with it.</summary>
    public static (RecipientAddress? Address, IReadOnlyList<IUserError> Errors) Read(SaveRecipientInput input)
    {
        var rules = new RecipientRules();
        var address = new RecipientAddress(
            rules.Text(input.Name, "name"),
            rules.Kana(input.NameKana),
            rules.PostalCode(input.PostalCode),
            rules.Prefecture(input.PrefectureCode),
            rules.Lines(input.AddressLines),
            rules.Phone(input.Phone),
            rules.Email(input.Email));
        if (address is { PostalCode.Length: > 0, PrefectureCode.Length: > 0 })
        {
            rules.Place(address);
        }

        return rules._errors.Count == 0 ? (address, []) : (null, rules._errors);
    }

    private string Text(string typed, params string[] at)
    {
        var text = NormalForm.Composed(typed).Trim();
        return text.Length is > 0 and <= MostCharacters && IsPrintable(text) ? text : Wrong(new RecipientTextInvalid(MostCharacters, ["input", .. at]));
    }

    private string? Kana(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var text = string.Concat(NormalForm.Compatible(typed).Trim().Select(c => c is >= 'ぁ' and <= 'ゖ' ? (char)(c + 'ァ' - 'ぁ') : c));
        return text.Length <= MostCharacters && Katakana().IsMatch(text) ? text : Wrong(new NameKanaInvalid("input", "nameKana"));
    }

    /// <summary>The 7 digits of a postal code, however it was typed; null when it is none.</summary>
    public static string? PostalDigits(string typed)
    {
        var digits = Digits(typed.Replace("〒", "", StringComparison.Ordinal));
        return digits.Length == 7 && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    private string PostalCode(string typed) => PostalDigits(typed) ?? Wrong(new PostalCodeInvalid("input", "postalCode"));

    /// <summary>That postal code, prefecture and the beginning of the address speak of one place.</summary>
    private void Place(RecipientAddress address)
    {
        var municipalities = PostalCodes.Own.Of(address.PostalCode);
        List<Municipality> here = [.. municipalities.Where(one => one.Prefecture.Code == address.PrefectureCode)];
        if (municipalities.Count == 0)
        {
            Wrong(new PostalCodeUnknown(PostalCodes.Own.AsOf, "input", "postalCode"));
        }
        else if (here.Count == 0)
        {
            List<Prefecture> elsewhere = [.. municipalities.Select(one => one.Prefecture).Distinct()];
            Wrong(new PostalCodeElsewhere(elsewhere.ConvertAll(one => one.Code), elsewhere.ConvertAll(one => one.Name), "input", "postalCode"));
        }
        else if (address.AddressLines is [{ Length: > 0 } first, ..] && !here.Exists(one => one.Begins(first)))
        {
            Wrong(new MunicipalityMismatch(here.ConvertAll(one => one.Name), "input", "addressLines", "0"));
        }
    }

    private string Prefecture(string typed)
    {
        var code = NormalForm.Compatible(typed).Trim();
        return code.Length == 2 && code.All(char.IsAsciiDigit) && int.Parse(code, CultureInfo.InvariantCulture) is >= 1 and <= 47
            ? code
            : Wrong(new PrefectureUnknown("input", "prefectureCode"));
    }

    private List<string> Lines(IReadOnlyList<string> typed)
    {
        if (typed.Count is 0 or > MostLines)
        {
            Wrong(new AddressLinesInvalid(MostLines, "input", "addressLines"));
            return [];
        }

        return [.. typed.Select((line, at) => Text(line, "addressLines", at.ToString(CultureInfo.InvariantCulture)))];
    }

    private string Phone(string typed)
    {
        var digits = Digits(typed);
        digits = digits.StartsWith("+81", StringComparison.Ordinal) ? string.Concat("0", digits.AsSpan(digits.StartsWith("+810", StringComparison.Ordinal) ? 4 : 3)) : digits;
        return digits.Length is 10 or 11 && digits[0] == '0' && digits[1] != '0' && digits.All(char.IsAsciiDigit) && JapanesePhone.IsValid(digits) ? digits : Wrong(new PhoneInvalid("input", "phone"));
    }

    /// <summary>Whether that is an address to which a message can be sent.</summary>
    public static bool IsEmail(string address) => address.Length <= MostEmail && Mailbox().IsMatch(address);

    private string? Email(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var address = NormalForm.Compatible(typed).Trim();
        return IsEmail(address) ? address : Wrong(new EmailInvalid("input", "email"));
    }

    private string Wrong(UserError error)
    {
        _errors.Add(error);
        return "";
    }

    /// <summary>Without what people put between digits: spaces, brackets, and any of the dashes that keyboards know.</summary>
    private static string Digits(string typed) => typed.Length > MostCharacters ? "" : Between().Replace(NormalForm.Compatible(typed), "");

    /// <summary>Whether a label or a document can show it.</summary>
    internal static bool IsPrintable(string text) => StorableText.Is(text) && !text.Any(c =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    [GeneratedRegex(@"[\s()\-‐‑‒–—―−ーｰ]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"\A[ァ-ヺー・ ]*[ァ-ヺ][ァ-ヺー・ ]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Katakana();

    // The form of HTML's input of type email, with a dot in the domain.
    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Mailbox();
}
