using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items;

/// <summary>No such item, or not the caller's.</summary>
/// <param name="ItemId">What was given.</param>
public sealed record ItemNotFound(string ItemId, params string[] At) : UserError(At)
{
    public override string Code => "ITEM_NOT_FOUND";

    public override LocalText Message => new(
        "商品（個体）が見つかりません。ID を確認してください。", "There is no such item, or it is not yours to see. Check the id.");
}

/// <summary>Somebody changed the item, or one of its listings, since the caller read it.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="CurrentVersion">Its version now.</param>
public sealed record ItemChangedMeanwhile(ItemId ItemId, string CurrentVersion, params string[] At) : UserError(At)
{
    public override string Code => "ITEM_CHANGED_MEANWHILE";

    public override LocalText Message => new(
        "他の更新と競合しました。商品（個体）の最新の内容を読み直してから、もう一度実行してください。",
        "The item, or a listing of it, was changed meanwhile. Read it again and repeat the change on what it says now.");
}

/// <summary>The serial number is registered for another item already; whose it is stays private.</summary>
/// <param name="Namespace"><c>imei</c>, <c>maker:…</c>, <c>unbranded:…</c> or <c>tag:…</c>.</param>
/// <param name="SerialNumber">The number within the namespace.</param>
/// <param name="ByAnotherOperator">Whether another operator registered it.</param>
public sealed record SerialTaken(string Namespace, string SerialNumber, bool ByAnotherOperator, params string[] At) : UserError(At)
{
    public override string Code => "SERIAL_TAKEN";

    public override LocalText Message => ByAnotherOperator
        ? new(
            "この製造番号は他の事業者がすでに登録しています。番号を確認し、正しい場合は運営にお問い合わせください。",
            "Another operator has registered an item with this serial number. Check the number; if it is right, write to the platform.")
        : new(
            "この製造番号はすでに別の商品に登録されています。番号を確認してください。",
            "You have registered another item with this serial number. Check the number.");
}

/// <summary>A GTIN or IMEI whose length or check digit is wrong.</summary>
/// <param name="Kind">`GTIN` or `IMEI`.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record NumberInvalid(string Kind, NumberCheck Problem, params string[] At) : UserError(At)
{
    public override string Code => "NUMBER_INVALID";

    public override LocalText Message => new(
        $"{Kind} の桁数または検査数字が違います。現物の表示を確認して入力し直してください。",
        $"The {Kind} has a wrong length or check digit. Read it again from the product.");
}

/// <summary>The catalogue has no such category.</summary>
/// <param name="Category">What was given.</param>
public sealed record CategoryUnknown(string Category, params string[] At) : UserError(At)
{
    public override string Code => "CATEGORY_UNKNOWN";

    public override LocalText Message => new(
        "品目コードが見つかりません。productCategories から選んでください。", "There is no such category. Choose one of productCategories.");
}

/// <summary>The operator has another item under this number of its own.</summary>
/// <param name="SourceId">The number that is taken.</param>
public sealed record SourceIdTaken(string SourceId, params string[] At) : UserError(At)
{
    public override string Code => "SOURCE_ID_TAKEN";

    public override LocalText Message => new(
        "この管理番号はすでに使われています。", "You use this source id for another item already.");
}

/// <summary>A text of the item is too long, empty or cannot be stored.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record ItemValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "ITEM_VALUE_INVALID";

    public override LocalText Message => Reason;
}
