using CeCommerce.Platform;

namespace CeCommerce.Orders.Shipments;

/// <summary>The serial number that was read at dispatch is not that of a unit that the order sells.</summary>
public sealed record SerialOfAnotherUnit(params string[] At) : UserError(At)
{
    public override string Code => "SERIAL_OF_ANOTHER_UNIT";

    public override LocalText Message => new(
        "読み取った製造番号は、この注文で販売した個体のものではありません。発送する個体を確認してください。",
        "The serial number is not that of a unit that this order sells. Check which unit you are about to ship.");
}

/// <summary>Units that have a serial number are shipped after reading it, so that none is mistaken for another.</summary>
/// <param name="UnreadLines">Numbers of the lines whose unit's number was not read.</param>
public sealed record SerialRequired(IReadOnlyList<int> UnreadLines, params string[] At) : UserError(At)
{
    public override string Code => "SERIAL_REQUIRED";

    public override LocalText Message => new(
        $"製造番号が登録された個体です。発送前に読み取り、serial または serials で指定してください（明細 {string.Join("、", UnreadLines)}）。",
        $"These units have a serial number. Read it before you ship them and give it in serial or serials (lines {string.Join(", ", UnreadLines)}).");
}

/// <summary>No carrier gives such a number, or there is nothing to correct it on.</summary>
public sealed record TrackingNumberInvalid(params string[] At) : UserError(At)
{
    public override string Code => "TRACKING_NUMBER_INVALID";

    public override LocalText Message => new(
        "追跡番号は英数字 4〜40 文字で入力してください（ハイフンや空白は無視します）。", "Give a tracking number of 4 to 40 letters and digits; hyphens and spaces are ignored.");
}
