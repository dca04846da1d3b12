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

    public static ItemRule ValueUnreadable { get; } = new(
        "ITEM-VALUE", "", new("読めない値", "Unreadable value"),
        new("値を読み取れません。", "A value cannot be read."),
        new("欄の形式に合わせて入れ直すか、対応表(mapping)で読み替えてください。", "Write the value in the column's form or translate it in the mapping file."));

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

    public static IReadOnlyList<ItemRule> All { get; } = [SerialTaken, SerialTakenElsewhere, ValueUnreadable, DuplicateRow, RowFailed];
}
