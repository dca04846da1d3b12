using CeCommerce.Platform;

namespace CeCommerce.Standards.Recalls;

/// <summary>A value of a recall list cannot be right; nothing of the list is taken.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record RecallValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "RECALL_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>No such recall.</summary>
public sealed record RecallNotFound(params string[] At) : UserError(At)
{
    public override string Code => "RECALL_NOT_FOUND";

    public override LocalText Message => new("リコールが見つかりません。ID を確認してください。", "There is no such recall. Check the id.");
}

/// <summary>The recalls kept changing under the request.</summary>
public sealed record RecallsChangedMeanwhile(params string[] At) : UserError(At)
{
    public override string Code => "RECALLS_CHANGED_MEANWHILE";

    public override LocalText Message => new(
        "リコールの情報が同時に変更されました。もう一度送信してください。", "The recalls were changed at the same time. Send the request again.");
}
