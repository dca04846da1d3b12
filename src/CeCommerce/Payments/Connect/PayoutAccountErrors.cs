using CeCommerce.Platform;

namespace CeCommerce.Payments.Connect;

/// <summary>No such account in use, or not the caller's.</summary>
public sealed record PayoutAccountNotFound(params string[] At) : UserError(At)
{
    public override string Code => "PAYOUT_ACCOUNT_NOT_FOUND";

    public override LocalText Message => new("口座が見つかりません。ID を確認してください。", "There is no such account in use, or it is not yours. Check the id.");
}

/// <summary>The processor cannot be asked right now, or does not take it.</summary>
public sealed record PayoutProcessorUnavailable(params string[] At) : UserError(At)
{
    public override string Code => "PAYOUT_PROCESSOR_UNAVAILABLE";

    public override LocalText Message => new(
        "決済事業者に接続できませんでした。しばらくしてから同じ内容でもう一度お試しください。", "The payment processor could not be asked. Send the same again in a while; nothing is done twice.");
}

/// <summary>Nobody can be sent to that page.</summary>
public sealed record ReturnPageInvalid(params string[] At) : UserError(At)
{
    public override string Code => "RETURN_PAGE_INVALID";

    public override LocalText Message => new("returnPage は https の絶対 URL（2000 文字以内）にしてください。", "returnPage is an absolute https address of at most 2000 characters.");
}
