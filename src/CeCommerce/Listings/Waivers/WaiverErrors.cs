using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Listings.Waivers;

/// <summary>No such waiver, or not one of an operator that the caller is assigned to.</summary>
/// <param name="Given">What was given.</param>
public sealed record WaiverNotFound(string Given, params string[] At) : UserError(At)
{
    public override string Code => "WAIVER_NOT_FOUND";

    public override LocalText Message => new(
        "適用除外が見つかりません。ID を確認してください。", "There is no such waiver, or it is not yours to change. Check the id.");
}

/// <summary>No clause of the rules in use that judges listings has this name.</summary>
/// <param name="Clause">What was given.</param>
public sealed record ClauseUnknown(string Clause, params string[] At) : UserError(At)
{
    public override string Code => "CLAUSE_UNKNOWN";

    public override LocalText Message => new(
        "この名前の条項は、使用中の出品の基準にありません。「LS-013/fifteen-years」のように規則の ID と条項名で指定してください。",
        "No clause of the rules in use for listings has this name. Give rule id and clause, such as LS-013/fifteen-years.");
}

/// <summary>Only a block by the platform's own policy can be waived.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Effect">What it does when it is not met.</param>
public sealed record ClauseNotWaivable(string Clause, FindingEffect Effect, params string[] At) : UserError(At)
{
    public override string Code => "CLAUSE_NOT_WAIVABLE";

    public override LocalText Message => Effect == FindingEffect.LegalBlock
        ? new(
            "法令による掲載不可（LEGAL_BLOCK）は適用除外にできません。出品を直すか、公開しないでください。",
            "What the law blocks (LEGAL_BLOCK) cannot be waived by anybody. Mend the listing or keep it off the shelf.")
        : new(
            "この条項は掲載を妨げないため、適用除外の必要はありません。", "This clause keeps nothing off the shelf, so there is nothing to waive.");
}

/// <summary>The same clause is waived already for some of these days.</summary>
/// <param name="Clause">The clause.</param>
public sealed record WaivedAlready(string Clause, params string[] At) : UserError(At)
{
    public override string Code => "WAIVED_ALREADY";

    public override LocalText Message => new(
        "同じ条項の適用除外がその期間の一部または全部にすでにあります。先に endWaiver で終了するか、期間を変えてください。",
        "The clause is waived already for some of these days. End that waiver with endWaiver first, or choose other days.");
}

/// <summary>A waiver that has ended stays as it was.</summary>
/// <param name="Until">The day on which it no longer held.</param>
public sealed record WaiverEnded(DateOnly Until, params string[] At) : UserError(At)
{
    public override string Code => "WAIVER_ENDED";

    public override LocalText Message => new("この適用除外はすでに終了しています。", "This waiver has ended already.");
}

/// <summary>A waiver rests on exactly one piece of evidence that can be kept and looked up.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record WaiverEvidenceInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "WAIVER_EVIDENCE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>A value of a waiver cannot be right.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record WaiverValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "WAIVER_VALUE_INVALID";

    public override LocalText Message => Reason;
}

/// <summary>Others changed the same listing or operator at the same time, again and again.</summary>
public sealed record WaiversBusy(params string[] At) : UserError(At)
{
    public override string Code => "WAIVERS_BUSY";

    public override LocalText Message => new(
        "対象が同時に変更されました。もう一度送信してください。", "What it is about was changed at the same time. Send the request again.");
}
