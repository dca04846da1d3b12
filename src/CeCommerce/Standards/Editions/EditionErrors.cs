using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Standards.Editions;

/// <summary>This version of the product cannot judge by the edition in use.</summary>
/// <param name="Edition">Its version.</param>
/// <param name="Checks">Names of checks that this version does not have.</param>
/// <param name="Flaw">The first thing that it cannot read.</param>
public sealed record ActiveEditionUnreadable(string Edition, IReadOnlyList<string> Checks, string? Flaw) : UserError([])
{
    public override string Code => "ACTIVE_EDITION_UNREADABLE";

    public override LocalText Message => Checks.Count > 0
        ? new(
            $"使用中の規則 {Edition} 版には、このバージョンにない確認項目があります: {string.Join(", ", Checks)}。それを含む新しいバージョンを起動してください。",
            $"The edition in use, {Edition}, has checks that this version of the product does not know: {string.Join(", ", Checks)}. Start a newer version that has them.")
        : new(
            $"使用中の規則 {Edition} 版をこのバージョンでは読めません（{Flaw}）。新しいバージョンを起動してください。",
            $"This version of the product cannot read the edition in use, {Edition} ({Flaw}). Start a newer version.");
}

/// <summary>The pack's file is flawed, or uses what this version of the product does not know. Nothing of it is used.</summary>
/// <param name="Flaws">What is wrong, by line; the first 100.</param>
/// <param name="Total">How many flaws there are.</param>
public sealed record RulePackFlawed(IReadOnlyList<DataFlaw> Flaws, int Total, params string[] At) : UserError(At)
{
    private const int Most = 100;

    public override string Code => "RULE_PACK_FLAWED";

    public override LocalText Message => new(
        $"規則のファイルに誤りが {Total} 件あります。flaws の行を直して送り直してください。", $"The pack has {Total} flaws. Mend the lines in flaws and send it again.");

    internal static RulePackFlawed Of(IReadOnlyList<DataFlaw> flaws, params string[] at) =>
        new([.. flaws.Take(Most).Select(flaw => flaw with { Reason = Excerpt.OfSentence(flaw.Reason) })], flaws.Count, at);
}

/// <summary>That version of the pack is stored with other content, and stays as it is.</summary>
/// <param name="Pack">Code of the pack.</param>
/// <param name="PackVersion">Which version.</param>
public sealed record RulePackExists(string Pack, string PackVersion) : UserError("input", "content")
{
    public override string Code => "RULE_PACK_EXISTS";

    public override LocalText Message => new(
        $"{Pack} の {PackVersion} は別の内容で登録済みです。version を上げてください。", $"{Pack} {PackVersion} is stored with other content. Give the changed pack another version.");
}

/// <summary>There is no such pack in that version.</summary>
/// <param name="Pack">The start of what was given.</param>
/// <param name="PackVersion">The start of what was given.</param>
/// <param name="Index">Its place among the packs.</param>
public sealed record RulePackNotFound(string Pack, string PackVersion, int Index) : UserError("input", "packs", Index.ToString(CultureInfo.InvariantCulture))
{
    public override string Code => "RULE_PACK_NOT_FOUND";

    public override LocalText Message => new($"{Pack} の {PackVersion} は登録されていません。addRulePack で登録してください。", $"{Pack} {PackVersion} is not stored. Add it with addRulePack first.");
}

/// <summary>One pack is named twice.</summary>
/// <param name="Pack">Its code.</param>
/// <param name="Index">The place of the second.</param>
public sealed record RulePackNamedTwice(string Pack, int Index) : UserError("input", "packs", Index.ToString(CultureInfo.InvariantCulture), "code")
{
    public override string Code => "RULE_PACK_NAMED_TWICE";

    public override LocalText Message => new($"{Pack} が2回あります。1回だけ指定してください。", $"{Pack} stands twice. Name each pack once.");
}

/// <summary>The edition would use checks that this version of the product does not have.</summary>
/// <param name="Checks">Their names.</param>
public sealed record RuleChecksMissing(IReadOnlyList<string> Checks) : UserError("input", "packs")
{
    public override string Code => "RULE_CHECKS_MISSING";

    public override LocalText Message => new(
        $"このバージョンにない確認項目を使っています: {string.Join(", ", Checks)}。全サーバーを新しいバージョンにしてから有効にしてください。",
        $"It uses checks that this version of the product does not have: {string.Join(", ", Checks)}. Update every server first, then activate it.");
}

/// <summary>Clauses would stand in two packs.</summary>
/// <param name="Clauses">Each as `LS-006/mark`.</param>
public sealed record RuleClausesTwice(IReadOnlyList<string> Clauses) : UserError("input", "packs")
{
    public override string Code => "RULE_CLAUSES_TWICE";

    public override LocalText Message => new(
        $"2つの規則集に同じ条項があります: {string.Join(", ", Clauses)}。", $"Clauses stand in two packs: {string.Join(", ", Clauses)}. Every clause stands in exactly one.");
}

/// <summary>The edition would have no list of goods of that name, and rules or checks ask for it.</summary>
/// <param name="Lists">Codes of the lists.</param>
public sealed record RuleListsMissing(IReadOnlyList<string> Lists) : UserError("input", "packs")
{
    public override string Code => "RULE_LISTS_MISSING";

    public override LocalText Message => new(
        $"規則が参照する物品の一覧がありません: {string.Join(", ", Lists)}。goods-lists に加えてください。",
        $"Lists of goods that the rules refer to are missing: {string.Join(", ", Lists)}. Add them to the pack goods-lists.");
}

/// <summary>Clauses of the edition in use would be gone without anybody saying so.</summary>
/// <param name="Clauses">Each as `LS-006/mark`.</param>
public sealed record RuleClausesVanish(IReadOnlyList<string> Clauses) : UserError("input", "retired")
{
    public override string Code => "RULE_CLAUSES_VANISH";

    public override LocalText Message => new(
        $"次の条項がなくなります: {string.Join(", ", Clauses)}。意図したものなら retired に挙げてください。",
        $"These clauses would be gone: {string.Join(", ", Clauses)}. If that is meant, name them in retired.");
}

/// <summary>A clause is said to be retired and is not.</summary>
/// <param name="Clause">The start of what was given.</param>
/// <param name="Index">Its place among the retired.</param>
public sealed record RuleClauseNotRetired(string Clause, int Index) : UserError("input", "retired", Index.ToString(CultureInfo.InvariantCulture))
{
    public override string Code => "RULE_CLAUSE_NOT_RETIRED";

    public override LocalText Message => new(
        $"{Clause} はこの変更ではなくなりません。retired から外すか、綴りを確かめてください。", $"{Clause} is not retired by this change. Take it out of retired, or check how it is spelled.");
}

/// <summary>An edition of that version was activated before.</summary>
/// <param name="Version">Which.</param>
public sealed record RuleEditionExists(string Version) : UserError("input", "version")
{
    public override string Code => "RULE_EDITION_EXISTS";

    public override LocalText Message => new($"{Version} 版はすでにあります。別の版番号を付けてください。", $"There is an edition {Version} already. Give this one another version.");
}

/// <summary>The packs are those of the edition in use.</summary>
public sealed record RuleEditionUnchanged() : UserError("input", "packs")
{
    public override string Code => "RULE_EDITION_UNCHANGED";

    public override LocalText Message => new("使用中の版と同じ規則集です。変わる規則集を指定してください。", "These are the packs of the edition in use. Name a pack that changes.");
}

/// <summary>The text is no version of an edition.</summary>
public sealed record RuleEditionVersionInvalid() : UserError("input", "version")
{
    public override string Code => "RULE_EDITION_VERSION_INVALID";

    public override LocalText Message => new(
        "版番号は jp-2026.11.6 のように、小文字・数字・点・ハイフンの 40 文字以内で指定してください。",
        "A version is at most 40 lower-case letters, digits, dots and hyphens, such as jp-2026.11.6.");
}

/// <summary>The grace is negative or too long.</summary>
/// <param name="GraceDays">What was given.</param>
/// <param name="Maximum">The most that may be.</param>
public sealed record GraceDaysInvalid(int GraceDays, int Maximum) : UserError("input", "graceDays")
{
    public override string Code => "GRACE_DAYS_INVALID";

    public override LocalText Message => new($"猶予は 0〜{Maximum} 日で指定してください。", $"Grace is 0 to {Maximum} days.");
}

/// <summary>Others changed the rules at the same moment, again and again.</summary>
public sealed record RulesBusy() : UserError([])
{
    public override string Code => "RULES_BUSY";

    public override LocalText Message => new("規則が同時に変更されています。もう一度お試しください。", "Others change the rules at this moment. Try again.");
}
