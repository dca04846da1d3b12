using CeCommerce.Platform;

namespace CeCommerce.Search;

/// <summary>The text is no cursor of ours, or was damaged on its way.</summary>
public sealed record CursorUnreadable() : UserError("after")
{
    public override string Code => "CURSOR_INVALID";

    public override LocalText Message { get; } = new(
        "カーソルを読み取れません。検索結果の cursor をそのまま渡してください。",
        "This cursor cannot be read; pass the cursor of a search result unchanged.");
}

/// <summary>The cursor was given out for other words, filters or another order.</summary>
public sealed record CursorOfAnotherSearch() : UserError("after")
{
    public override string Code => "CURSOR_OF_ANOTHER_QUERY";

    public override LocalText Message { get; } = new(
        "このカーソルは別の検索条件または並び順のものです。最初のページから検索し直してください。",
        "This cursor belongs to other words, filters or another order; start again from the first page.");
}

/// <summary>The page size is negative or above the maximum.</summary>
public sealed record PageSizeRefused(int First, int Maximum) : UserError("first")
{
    public override string Code => "PAGE_SIZE_OUT_OF_RANGE";

    public override LocalText Message { get; } = new(
        $"first は 0 から {Maximum} までで指定してください({First} が指定されました)。",
        $"first is {First}; it must be from 0 to {Maximum}.");
}
