using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>None that the caller may answer.</summary>
public sealed record DisputeNotFound(params string[] At) : UserError(At)
{
    public override string Code => "DISPUTE_NOT_FOUND";

    public override LocalText Message => new("異議申立てが見つかりません。", "There is no such dispute.");
}

/// <summary>The bank is answered once for all orders of a payment, so only somebody who has all of them can.</summary>
public sealed record DisputeOfSeveralOperators(params string[] At) : UserError(At)
{
    public override string Code => "DISPUTE_OF_SEVERAL_OPERATORS";

    public override LocalText Message => new(
        "複数の事業者の注文をまとめた支払のため、プラットフォームが回答します。", "The payment is for orders of several operators, and a bank is answered once: the platform does so for all of them.");
}

/// <summary>It is over.</summary>
/// <param name="State">How it stands.</param>
public sealed record DisputeDecided(DisputeState State, params string[] At) : UserError(At)
{
    public override string Code => "DISPUTE_DECIDED";

    public override LocalText Message => new("この異議申立ては決着しています。", "The dispute is decided already.");
}

/// <summary>The bank has evidence and takes no more.</summary>
public sealed record EvidenceAlreadySubmitted(params string[] At) : UserError(At)
{
    public override string Code => "EVIDENCE_ALREADY_SUBMITTED";

    public override LocalText Message => new("証拠資料は提出済みで、追加はできません。", "Evidence was handed in already; a bank takes it once.");
}

/// <summary>It is too late.</summary>
/// <param name="DueAt">Until when it was taken.</param>
public sealed record EvidenceOverdue(DateTimeOffset DueAt, params string[] At) : UserError(At)
{
    public override string Code => "EVIDENCE_OVERDUE";

    public override LocalText Message => new("提出期限を過ぎています。", "The bank's time for it is over.");
}

/// <summary>The bank hears no appeal in this state of things.</summary>
public sealed record AppealNotOffered(params string[] At) : UserError(At)
{
    public override string Code => "APPEAL_NOT_OFFERED";

    public override LocalText Message => new("カード会社は現在この異議申立てへの不服申立てを受け付けていません。", "The bank takes no appeal of this dispute now.");
}

/// <summary>An appeal has to say why.</summary>
public sealed record AppealReasonInvalid(params string[] At) : UserError(At)
{
    public override string Code => "APPEAL_REASON_INVALID";

    public override LocalText Message => new("理由は1〜2,000字で記入してください。", "The reason has 1 to 2,000 characters.");
}

/// <summary>Somebody else answers it just now, or nobody knows yet whether an answer came.</summary>
public sealed record DisputeBusy(params string[] At) : UserError(At)
{
    public override string Code => "DISPUTE_BUSY";

    public override LocalText Message => new("別の回答を送信中です。結果が出てからもう一度お試しください。", "Another answer is being sent. Look at what becomes of it first.");
}

/// <summary>The processor would not take it.</summary>
/// <param name="Reason">The processor's code.</param>
public sealed record DisputeAnswerRefused(string Reason, params string[] At) : UserError(At)
{
    public override string Code => "DISPUTE_ANSWER_REFUSED";

    public override LocalText Message => new($"決済代行会社が回答を受け付けませんでした（{Reason}）。", $"The payment processor did not take the answer ({Reason}).");
}

/// <summary>The processor could not be asked, so the bank has heard nothing.</summary>
public sealed record DisputeProcessorUnavailable(params string[] At) : UserError(At)
{
    public override string Code => "DISPUTE_PROCESSOR_UNAVAILABLE";

    public override LocalText Message => new(
        "決済代行会社に接続できず、回答は届いていません。新しいキーでもう一度送信してください。", "The payment processor could not be reached, and the bank has heard nothing. Send the request again with a fresh key.");
}
