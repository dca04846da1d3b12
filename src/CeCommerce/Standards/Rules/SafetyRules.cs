using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>NITE's checks for reuse products: LS-014 identity, LS-015 recalls, LS-016 manual, LS-017 repairs.</summary>
internal static class SafetyRules
{
    private const int RecallCheckDays = 30;

    private static readonly Explanation NoModel = Explain.Missing("modelNumber", "型番", "model number");
    private static readonly Explanation NoSerial = Explain.Missing("makerSerial", "製造番号", "serial number");
    private static readonly Explanation OpenRecall = Explain.Because("recallResult",
        "リコールの対象で、対応が済んでいません。", "The unit is under a recall that has not been remedied.");
    private static readonly LocalText RecallRemedy = new("消費者庁リコール情報サイトなどで型番を確かめ、確認日と結果を入れてください(30日ごと)。",
        "Look the model up, for example at recall.caa.go.jp, and record day and result, every 30 days.");
    private static readonly Explanation NoManual = Explain.Because("manualProvided",
        "取扱説明書が付属せず、URLも示されていません。", "No manual is included and no address of one is given.");
    private static readonly Explanation RepairerUnknown = Explain.Missing("repairedBy", "修理者", "who repaired it");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-014", Clause = "identity", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline, Basis = Laws.Nite("2: 製造年と異常の有無"),
            Title = new("製造年・型番・製造番号", "Year, model and serial number"),
            Remedy = new("銘板の製造年・型番・製造番号を入れてください。リコールの照合に使います。", "Record year, model and serial from the rating plate; recalls are matched by them."),
            AppliesTo = new() { Goods = [GoodsList.SerialExpected] },
            Inputs = [Inputs.Of(FactCode.ManufactureYear), Inputs.ModelNumber, Inputs.MakerSerial, Inputs.Imei],
            Check = Identity,
        },
        new()
        {
            Id = "LS-015", Clause = "open-recall", Severity = RuleSeverity.Block, Status = RuleStatus.Policy, Basis = Laws.ProductSafety("38(2)(3)"),
            Title = new("リコール未対応品", "Open recall"),
            Remedy = new("製造者の案内に従って修理・交換を受け、記録を更新してください。済むまで掲載できません。",
                "Have the unit repaired or replaced as the maker says and update the record; until then it cannot be listed."),
            Inputs = [Inputs.Of(FactCode.RecallResult)],
            Check = static context => context.Facts.RecallResult switch
            {
                RecallResult.Open => Check.Fail(OpenRecall),
                null => Check.NotApplicable,
                _ => Check.Pass,
            },
        },
        new()
        {
            Id = "LS-015", Clause = "recall-check", Severity = RuleSeverity.Block, Status = RuleStatus.Policy, Basis = Laws.Nite("1: リコール情報の確認"),
            Title = new("30日以内のリコール確認", "Recall check within 30 days"),
            Remedy = RecallRemedy,
            AppliesTo = new() { Goods = [GoodsList.RecallChecked] },
            Inputs = [Inputs.Of(FactCode.RecallCheckedOn), Inputs.Of(FactCode.RecallResult), Inputs.Of(FactCode.RecallSources)],
            Check = RecallCheck,
        },
        new()
        {
            Id = "LS-015", Clause = "recall-check-other", Severity = RuleSeverity.Warn, Status = RuleStatus.Policy, Basis = Laws.Nite("1: リコール情報の確認"),
            Title = new("30日以内のリコール確認(その他の品目)", "Recall check within 30 days, other goods"),
            Remedy = RecallRemedy,
            Inputs = [Inputs.Of(FactCode.RecallCheckedOn), Inputs.Of(FactCode.RecallResult), Inputs.Of(FactCode.RecallSources)],
            Check = static context => context.Is(GoodsList.RecallChecked) ? Check.NotApplicable : RecallCheck(context),
        },
        new()
        {
            Id = "LS-016", Clause = "manual", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline, Basis = Laws.Nite("4: 取扱説明書"),
            Title = new("取扱説明書", "Manual"),
            Remedy = new("取扱説明書を付けるか、製造者の説明書のURLを入れてください。", "Include the manual or give the address of the maker's."),
            AppliesTo = new() { Goods = [GoodsList.ManualExpected] },
            Inputs = [Inputs.Of(FactCode.ManualProvided), Inputs.Of(FactCode.ManualUrl), Inputs.Of(FactCode.Accessories)],
            Check = Manual,
        },
        new()
        {
            // No clause holds back for a hidden defect (民法 572: known and not told): what is recorded is told, because a unit's facts are
            // public with every listing of it.
            Id = "LS-017", Clause = "repairs", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline, Basis = Laws.Nite("5: 修理・改造の有無"),
            Title = new("修理・改造の開示", "Repairs and modifications are disclosed"),
            Remedy = new("修理の内容とともに、修理者(または登録番号)を入れてください。知っている不具合は defects に入れると、商品とともに公開されます。",
                "Record with the repair who did it, or the repairer's registration. Record known defects as defects: they are shown with the goods."),
            Inputs = [Inputs.Of(FactCode.Repairs), Inputs.Of(FactCode.RepairedBy), Inputs.Of(FactCode.RepairerRegistration), Inputs.Of(FactCode.PartsOrigin)],
            Check = static context => !context.Facts.Has(FactCode.Repairs) ? Check.NotApplicable
                : context.Facts.Has(FactCode.RepairedBy) || context.Facts.Has(FactCode.RepairerRegistration) ? Check.Pass : Check.Unknown(RepairerUnknown),
        },
    ];

    private static Check Identity(RuleContext context)
    {
        if (!context.Facts.Has(FactCode.ManufactureYear))
            return Explain.Missing(FactCode.ManufactureYear);
        if (string.IsNullOrWhiteSpace(context.Listing.ModelNumber))
            return Check.Unknown(NoModel);
        return context.Listing.HasMakerSerial || context.Listing.HasImei ? Check.Pass : Check.Unknown(NoSerial);
    }

    private static Check RecallCheck(RuleContext context)
    {
        if (context.Facts.Day(FactCode.RecallCheckedOn) is not { } on)
            return Explain.Missing(FactCode.RecallCheckedOn);
        if (context.Facts.RecallResult is null)
            return Explain.Missing(FactCode.RecallResult);
        var days = context.Today.DayNumber - on.DayNumber;
        return days > RecallCheckDays ? Check.Fail(Stale(days)) : Check.Pass;
    }

    private static Explanation Stale(int days) => new("recallCheckedOn", new(
        string.Create(CultureInfo.InvariantCulture, $"リコールの確認から{days}日たっています({RecallCheckDays}日以内に確認します)。"),
        string.Create(CultureInfo.InvariantCulture, $"Recalls were last checked {days} days ago; the limit is {RecallCheckDays}.")));

    // Stock lists say it among the accessories; who says outright that there is none is believed.
    private static Check Manual(RuleContext context)
    {
        var provided = context.Facts.Flag(FactCode.ManualProvided);
        if (provided == true || context.Facts.Has(FactCode.ManualUrl))
            return Check.Pass;
        if (provided == false)
            return Check.Fail(NoManual);
        if (context.Facts.Text(FactCode.Accessories) is { } accessories)
            return ManualReader.Names(accessories) ? Check.Pass : Check.Fail(NoManual);
        return Explain.Missing(FactCode.ManualProvided);
    }
}
