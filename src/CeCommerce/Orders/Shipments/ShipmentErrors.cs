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

/// <summary>No carrier gives such a number, or there is nothing to correct it on.</summary>
public sealed record TrackingNumberInvalid(params string[] At) : UserError(At)
{
    public override string Code => "TRACKING_NUMBER_INVALID";

    public override LocalText Message => new(
        "追跡番号は英数字 4〜40 文字で入力してください（ハイフンや空白は無視します）。", "Give a tracking number of 4 to 40 letters and digits; hyphens and spaces are ignored.");
}
