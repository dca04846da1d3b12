using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// Why a row or an input cannot be an item at all. These refusals come from what an item is, not from any law; reports show
/// them beside the findings of the pack, always as a blocking failure.
/// </summary>
/// <param name="Field">The field to look at; the importer puts the one concerned where it is more specific.</param>
public sealed record ItemRule(string Id, string Field, LocalText Title, LocalText Message, LocalText Remedy);

/// <summary>The catalogue of refusals on the level of the item. One id may have several entries that differ in their message.</summary>
public static class ItemRules
{
    public static ItemRule GtinShape { get; } = new(
        "ITEM-GTIN", "gtin", new("JANコード", "GTIN"),
        new("JANコードが8・12・13・14桁の数字ではありません。", "The GTIN is not a number of 8, 12, 13 or 14 digits."),
        new("バーコードの下の数字を入れ直してください。なければ空欄にします。", "Type the digits under the bar code again; leave it blank when there is none."));

    public static ItemRule GtinCheckDigit { get; } = GtinShape with
    {
        Message = new("JANコードの検査数字が合いません。どこかの桁が違います。", "The GTIN's check digit is wrong: at least one digit was mistyped."),
    };

    public static ItemRule ImeiShape { get; } = new(
        "ITEM-IMEI", "imei", new("IMEI", "IMEI"),
        new("IMEI が15桁の数字ではありません。", "The IMEI is not a number of 15 digits."),
        new("設定画面または *#06# で IMEI を確かめて入れ直してください。", "Read the IMEI from the settings or by *#06# and type it again."));

    public static ItemRule ImeiCheckDigit { get; } = ImeiShape with
    {
        Message = new("IMEI の検査数字が合いません。どこかの桁が違います。", "The IMEI's check digit is wrong: at least one digit was mistyped."),
    };

    public static ItemRule SerialTaken { get; } = new(
        "ITEM-SERIAL-TAKEN", "serial", new("番号の重複", "Number already in use"),
        new("この製造番号・IMEI は、貴店の別の品にすでに登録されています。", "Another item of yours already carries this serial number or IMEI."),
        new("現物の番号を確かめてください。同じ品なら管理番号をそろえます。", "Check the number on the unit; if it is the same unit, use the same stock number."));

    /// <summary>Does not say whose: another operator's stock is not the caller's business.</summary>
    public static ItemRule SerialTakenElsewhere { get; } = SerialTaken with
    {
        Message = new("この製造番号・IMEI は、すでにこのプラットフォームに登録されています。", "This serial number or IMEI is already registered on this platform."),
        Remedy = new("現物の番号を確かめてください。正しければプラットフォームに連絡してください。", "Check the number on the unit; if it is right, contact the platform."),
    };

    public static ItemRule CategoryUnknown { get; } = new(
        "ITEM-CATEGORY", "category", new("品目", "Category"),
        new("品目がカタログにありません。", "The category is not in the catalogue."),
        new("カタログにある品目を使うか、対応表(mapping)で読み替えてください。", "Use a category of the catalogue or translate it in the mapping file."));

    public static ItemRule YearOutOfRange { get; } = new(
        "ITEM-YEAR", "manufactureYear", new("製造年", "Year of manufacture"),
        new("製造年が1950年から今年までの年ではありません。", "The year of manufacture is not between 1950 and this year."),
        new("銘板の製造年を確かめて入れ直してください。不明なら空欄にします。", "Check the year on the rating plate; leave it blank when it is not known."));

    public static ItemRule ValueUnreadable { get; } = new(
        "ITEM-VALUE", "", new("読めない値", "Unreadable value"),
        new("値を読み取れません。", "A value cannot be read."),
        new("欄の形式に合わせて入れ直すか、対応表(mapping)で読み替えてください。", "Write the value in the column's form or translate it in the mapping file."));

    public static ItemRule IdMissing { get; } = new(
        "ITEM-ID", "sourceId", new("管理番号", "Stock number"),
        new("管理番号がありません。", "The row has no stock number."),
        new("行ごとに変わらない管理番号を入れてください。再取込のときに同じ品だと分かります。",
            "Give each row a lasting stock number, by which the item is known when the list is read again."));

    public static ItemRule DuplicateRow { get; } = new(
        "ITEM-DUPLICATE-ROW", "sourceId", new("行の重複", "Duplicate row"),
        new("同じ管理番号の行がこのファイルの前の方にあります。", "An earlier row of this file has the same stock number."),
        new("重複した行を消すか、別の管理番号を付けてください。", "Delete the duplicate or give it its own stock number."));

    /// <summary>What the importer says when reading or storing a row fails for a reason that it does not know.</summary>
    public static ItemRule RowFailed { get; } = new(
        "ITEM-FAILED", "", new("処理できない行", "Row that failed"),
        new("この行は内部のエラーで取り込めませんでした。ほかの行は取り込みを続けました。", "An internal error kept this row out; the other rows went on."),
        new("特殊な文字や極端に長い値がないか確かめて取り込み直してください。繰り返すときは、この取込の ID と行番号を添えてプラットフォームに連絡してください。",
            "Look for unusual characters or very long values and import the row again. When that happens again, write to the platform with this import's id and the row's number."));

    public static IReadOnlyList<ItemRule> All { get; } =
        [
            GtinShape, GtinCheckDigit, ImeiShape, ImeiCheckDigit, SerialTaken, SerialTakenElsewhere,
            CategoryUnknown, YearOutOfRange, ValueUnreadable, IdMissing, DuplicateRow, RowFailed,
        ];

    /// <summary>The refusal for a GTIN; null when it is valid.</summary>
    public static ItemRule? ForGtin(ReadOnlySpan<char> gtin) => For(CheckDigits.Gtin(gtin), GtinShape, GtinCheckDigit);

    /// <summary>The refusal for an IMEI; null when it is valid.</summary>
    public static ItemRule? ForImei(ReadOnlySpan<char> imei) => For(CheckDigits.Imei(imei), ImeiShape, ImeiCheckDigit);

    /// <summary>The refusal for a fact that could not be read.</summary>
    public static ItemRule For(FactRefused refused) => refused is { Fact: FactCode.ManufactureYear, Problem: FactProblem.OutOfBounds }
        ? YearOutOfRange
        : ValueUnreadable with { Field = FactCatalogue.Of(refused.Fact).WireName, Message = refused.Message };

    private static ItemRule? For(NumberCheck check, ItemRule shape, ItemRule digit) => check switch
    {
        NumberCheck.Valid => null,
        NumberCheck.WrongCheckDigit => digit,
        NumberCheck.WrongLength or NumberCheck.NotDigits => shape,
        _ => shape,
    };
}
