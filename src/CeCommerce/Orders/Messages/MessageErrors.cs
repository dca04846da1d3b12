using CeCommerce.Platform;

namespace CeCommerce.Orders.Messages;

/// <summary>A message that cannot be sent as it is.</summary>
/// <param name="Flaw">What is wrong with it.</param>
/// <param name="MostCharacters">How long it may be.</param>
public sealed record OrderMessageInvalid(MessageFlaw Flaw, int MostCharacters, params string[] At) : UserError(At)
{
    public override string Code => "ORDER_MESSAGE_INVALID";

    public override LocalText Message => Flaw switch
    {
        MessageFlaw.Empty or MessageFlaw.TooLong => new($"メッセージは 1〜{MostCharacters} 文字で入力してください。", $"Write 1 to {MostCharacters} characters."),
        MessageFlaw.ControlCharacters => new("メッセージに制御文字は使えません（改行は LF のみ）。", "A message holds no control characters; break lines with LF."),
        MessageFlaw.Html => new("メッセージはプレーンテキストです。HTML のタグは使えません。", "A message is plain text. Leave tags of HTML out."),
    };
}

/// <summary>So many messages are there already that no more are taken, for an hour or for good.</summary>
/// <param name="Limit">How many are taken.</param>
/// <param name="RetryAt">When the next is taken; null when the order has as many as it may ever have.</param>
public sealed record TooManyOrderMessages(int Limit, DateTimeOffset? RetryAt, params string[] At) : UserError(At)
{
    public override string Code => "TOO_MANY_ORDER_MESSAGES";

    public override LocalText Message => RetryAt is null
        ? new($"1件の注文に残せるメッセージは {Limit} 件までです。", $"At most {Limit} messages are kept for an order.")
        : new($"1件の注文に送れるメッセージは1時間に {Limit} 件までです。retryAt 以降にもう一度お試しください。", $"At most {Limit} messages an hour are taken for an order. Send it again after retryAt.");
}
