using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Operators;

/// <summary>
/// What cannot be right whatever the law says: shapes and check digits. Whether a licence is enough is not decided here
/// but by the standards, which look at it with every listing.
/// </summary>
internal static partial class OperatorLimits
{
    public static OperatorValueInvalid? CheckCode(string code) => CodePattern().IsMatch(code)
        ? null
        : Invalid("code", "事業者コードは半角小文字・数字・ハイフンの 3〜40 文字です。", "An operator code has 3 to 40 lower-case letters, digits and hyphens.");

    public static OperatorValueInvalid? Check(OperatorProfile profile)
    {
        if (!IsName(profile.LegalName))
        {
            return Invalid("legalName", "正式名称を 1〜200 文字で入力してください。", "A legal name has 1 to 200 characters.");
        }

        if (profile.TradeName is { } trade && !IsName(trade))
        {
            return Invalid("tradeName", "屋号は 1〜200 文字で入力してください。ない場合は省きます。", "A trade name has 1 to 200 characters; leave it out when there is none.");
        }

        return CheckNumbers(profile) ?? CheckTrade(profile) ?? CheckContact(profile.Contact);
    }

    private static OperatorValueInvalid? CheckNumbers(OperatorProfile profile)
    {
        if (profile is { IsCorporation: false, CorporateNumber: not null })
        {
            return Invalid("corporateNumber", "法人番号は法人だけが持ちます。個人事業者は省いてください。", "Only companies have a corporate number (法人番号); a sole proprietor leaves it out.");
        }

        if (profile.CorporateNumber is { } number && CheckDigits.CorporateNumber(number) != NumberCheck.Valid)
        {
            return Invalid("corporateNumber", "法人番号の桁数または検査数字が違います（13 桁）。", "The corporate number (法人番号) needs 13 digits with a right check digit.");
        }

        if (profile.InvoiceNumber is { } invoice && CheckDigits.InvoiceNumber(invoice) != NumberCheck.Valid)
        {
            return Invalid("invoiceNumber", "登録番号は T と数字 13 桁です。", "An invoice registration number is T and 13 digits.");
        }

        // A company's number is T and its corporate number (which of them, OP-012 looks at), a sole proprietor's has no check digit.
        return profile is { IsCorporation: true, InvoiceNumber: { } registered } && CheckDigits.CorporateNumber(registered.AsSpan(1)) != NumberCheck.Valid
            ? Invalid("invoiceNumber", "登録番号の検査数字が違います。法人の登録番号は T と法人番号です。", "The invoice registration number has a wrong check digit: a company's is T and its corporate number.")
            : null;
    }

    private static OperatorValueInvalid? CheckTrade(OperatorProfile profile)
    {
        if (profile.Types.Count == 0 || profile.Types.Distinct().Count() != profile.Types.Count)
        {
            return Invalid("types", "事業者の種類を重複なく 1 つ以上選んでください。", "Name at least one operator type, each once.");
        }

        if (profile.GradeDefinition is { } definition && (definition.Length > 2_000 || !PlainText.IsStorable(definition)))
        {
            return Invalid("gradeDefinition", "自社基準の説明は制御文字を含まない 2,000 文字以内です。", "The definition of the shop's own grades has at most 2,000 characters and no control characters.");
        }

        return profile.ShopUrl is { } url && !IsWebAddress(url) ? InvalidUrl("shopUrl") : null;
    }

    public static OperatorValueInvalid? Check(DealerLicence licence)
    {
        if (CheckDigits.PermitNumber(licence.PermitNumber) != NumberCheck.Valid)
        {
            return Invalid("permitNumber", "古物商許可番号は数字 12 桁です。", "A dealer's permit number has 12 digits.");
        }

        if (licence.Commission is < 1 or > 47)
        {
            return Invalid("commission", "公安委員会は都道府県コード 1〜47 で指定してください。", "A public safety commission is a prefecture code, 1 to 47.");
        }

        if (licence.Categories.Count == 0 || licence.Categories.Distinct().Count() != licence.Categories.Count)
        {
            return Invalid("categories", "取り扱う古物の区分を重複なく 1 つ以上選んでください。", "Name at least one goods category, each once.");
        }

        if (!IsName(licence.RegisteredName))
        {
            return Invalid("registeredName", "許可証の氏名または名称を 1〜200 文字で入力してください。", "The name on the permit has 1 to 200 characters.");
        }

        return licence.ValidTo < licence.ValidFrom
            ? Invalid("validTo", "終了日は開始日以降にしてください。", "The last day cannot come before the first.")
            : null;
    }

    public static OperatorValueInvalid? Check(NotifiedUrl url) => IsWebAddress(url.Url) ? null : InvalidUrl("url");

    private static OperatorValueInvalid? CheckContact(OperatorContact contact)
    {
        string?[] parts = [contact.PostalCode, contact.Address, contact.Phone, contact.ResponsiblePerson, contact.Email, contact.ComplaintHours];
        return parts.Any(part => part?.Length > 300 || !PlainText.IsStorable(part))
            ? Invalid("contact", "連絡先の各項目は制御文字を含まない 300 文字以内です。", "Each part of the contact has at most 300 characters and no control characters.")
            : null;
    }

    private static bool IsName(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 200 && PlainText.IsStorable(text);

    private static bool IsWebAddress(string url) =>
        url.Length <= 500 && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static OperatorValueInvalid InvalidUrl(string field) =>
        Invalid(field, "URL は http(s):// で始まる 500 文字以内です。", "An address starts with http(s):// and has at most 500 characters.");

    private static OperatorValueInvalid Invalid(string field, string ja, string en) => new(new LocalText(ja, en), "input", field);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,38}[a-z0-9]\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodePattern();
}
