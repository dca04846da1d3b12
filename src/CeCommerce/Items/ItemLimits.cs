using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items;

/// <summary>What cannot be an item at all, whatever the standards say of it.</summary>
internal static class ItemLimits
{
    public const int TextLength = 200;
    public const int SerialCount = 8;
    public const int SourceIdLength = 64;
    private const int Prefectures = 47;

    public static UserError? Check(ItemDescription item)
    {
        var model = item.Model;
        if (!ProductCategories.TryGet(model.Category, out _))
        {
            return new CategoryUnknown(model.Category, "input", "item", "category");
        }

        if (model.Gtin is { } gtin && CheckDigits.Gtin(gtin) is var check and not NumberCheck.Valid)
        {
            return new NumberInvalid("GTIN", check, "input", "item", "gtin");
        }

        if (string.IsNullOrWhiteSpace(model.Name))
        {
            return Invalid("name", "商品の名称を入力してください。", "An item needs a name.");
        }

        if (Texts(item).Where(text => text.Value?.Length > TextLength || !PlainText.IsStorable(text.Value)).Select(text => text.Field).FirstOrDefault() is { } field)
        {
            return Invalid(field, $"各項目は {TextLength} 文字以内で、制御文字は使えません。", $"Each text has at most {TextLength} characters and no control characters.");
        }

        if (item.Prefecture is { } prefecture && !IsPrefecture(prefecture))
        {
            return Invalid("prefecture", "保管場所は JIS X 0401 の都道府県コード 01〜47 で入力してください。", "A prefecture is a code of JIS X 0401, 01 to 47.");
        }

        return item.Serials.Count > SerialCount
            ? Invalid("serials", $"番号は {SerialCount} 個までです。", $"An item has at most {SerialCount} serial numbers.")
            : CheckImei(item);
    }

    /// <summary>The operator's own number, of an item and of a listing.</summary>
    public static ItemValueInvalid? CheckSourceId(string? sourceId) =>
        sourceId is null || (sourceId.Length <= SourceIdLength && !string.IsNullOrWhiteSpace(sourceId) && PlainText.IsStorable(sourceId))
            ? null
            : new(
                new($"管理番号は 1〜{SourceIdLength} 文字で、制御文字は使えません。", $"A source id has 1 to {SourceIdLength} characters and no control characters."), "input", "sourceId");

    private static IEnumerable<(string Field, string? Value)> Texts(ItemDescription item) =>
    [
        ("name", item.Model.Name), ("brand", item.Model.Brand), ("modelNumber", item.Model.ModelNumber),
        .. item.Serials.Select(serial => (serial.IsImei ? "imei" : serial.IsMaker ? "makerSerial" : "tag", (string?)serial.Value)),
    ];

    private static bool IsPrefecture(string code) =>
        code.Length == 2 && code.All(char.IsAsciiDigit) && int.Parse(code, CultureInfo.InvariantCulture) is >= 1 and <= Prefectures;

    private static NumberInvalid? CheckImei(ItemDescription item) => item.Serials
        .Where(serial => serial.IsImei && CheckDigits.Imei(serial.Value) != NumberCheck.Valid)
        .Select(serial => new NumberInvalid("IMEI", CheckDigits.Imei(serial.Value), "input", "item", "imei"))
        .FirstOrDefault();

    private static ItemValueInvalid Invalid(string field, string ja, string en) => new(new LocalText(ja, en), "input", "item", field);
}
