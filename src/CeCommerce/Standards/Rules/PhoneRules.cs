namespace CeCommerce.Standards;

/// <summary>Mobile phones: LS-022 after RMJ's guideline, LS-023 repairs under the Radio Act.</summary>
internal static class PhoneRules
{
    private static readonly RuleScope Phones = new() { Goods = [GoodsList.Phones] };
    private static readonly DateOnly SecondEdition = new(2019, 12, 1);

    private static readonly Explanation Restricted = Explain.Because("networkRestriction",
        "ネットワーク利用制限(×)がかかっています。", "The mobile network refuses this phone (×).");
    private static readonly Explanation MayBeRestricted = Explain.Because("networkRestriction",
        "ネットワーク利用制限がかかる可能性(△)があります。", "The mobile network may come to refuse this phone (△).");
    private static readonly Explanation NotChecked = Explain.Because("networkRestriction",
        "ネットワーク利用制限が確認されていません(－)。", "Whether the mobile network refuses this phone was not checked (－).");
    private static readonly Explanation Locked = Explain.Because("activationLock",
        "アクティベーションロックがかかっています。", "The activation lock of the former owner is on.");
    private static readonly Explanation SimLocked = Explain.Because("simLock", "SIMロックがかかっています。", "The phone is locked to one carrier.");
    private static readonly Explanation NoImei = Explain.Missing("imei", "IMEI", "IMEI");
    private static readonly Explanation UnregisteredRepair = Explain.Because(
        "repairerRegistration", "修理済みですが、登録修理業者の表示も修理者の開示もありません。",
            "The phone was repaired, but neither a registered repairer's mark nor the repairer is disclosed.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        new()
        {
            Id = "LS-022", Clause = "restriction", Severity = RuleSeverity.Block, Status = RuleStatus.Policy,
            Basis = Laws.Rmj("第1段階: 安全確認(利用制限)"),
            EffectiveFrom = SecondEdition,
            Title = new("ネットワーク利用制限", "Network restriction"),
            Remedy = new("携帯会社の確認サイトで IMEI を照会し、結果を入れてください。× の端末は掲載できません。",
                "Ask the carrier's check page with the IMEI and record the answer; a phone with × cannot be listed."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.NetworkRestriction)],
            Check = static context => context.Facts.NetworkRestriction switch
            {
                null => Explain.Missing(FactCode.NetworkRestriction),
                NetworkRestriction.Restricted => Check.Fail(Restricted),
                _ => Check.Pass,
            },
        },
        new()
        {
            Id = "LS-022", Clause = "restriction-risk", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline,
            Basis = Laws.Rmj("利用制限の保証"),
            EffectiveFrom = SecondEdition,
            Title = new("利用制限の可能性", "Restriction possible or not checked"),
            Remedy = new("○ を確認するか、利用制限がかかった場合の保証を示してください。", "Have it confirmed as ○, or offer a guarantee against a later restriction."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.NetworkRestriction)],
            Check = static context => context.Facts.NetworkRestriction switch
            {
                NetworkRestriction.None => Check.Pass,
                NetworkRestriction.Possible => Check.Fail(MayBeRestricted),
                NetworkRestriction.NotChecked => Check.Unknown(NotChecked),
                _ => Check.NotApplicable,
            },
        },
        new()
        {
            Id = "LS-022", Clause = "activation-lock", Severity = RuleSeverity.Block, Status = RuleStatus.Policy,
            Basis = Laws.Rmj("第1段階: 安全確認(ロック)"),
            EffectiveFrom = SecondEdition,
            Title = new("アクティベーションロック", "Activation lock"),
            Remedy = new("元の持ち主のアカウントから外し、解除を確かめて入れてください。", "Have the former owner remove the unit from the account, verify it and record it."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.ActivationLock)],
            Check = static context => context.Facts.ActivationLock switch
            {
                null => Explain.Missing(FactCode.ActivationLock),
                ActivationLock.On => Check.Fail(Locked),
                _ => Check.Pass,
            },
        },
        new()
        {
            Id = "LS-022", Clause = "sim-lock", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline,
            Basis = Laws.Rmj("SIMロックの表示"),
            EffectiveFrom = SecondEdition,
            Title = new("SIMロック", "SIM lock"),
            Remedy = new("SIMロックの有無を入れてください。ロック中なら対応する携帯会社を説明に記載します。", "Record the lock; if there is one, name the carrier in the description."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.SimLock)],
            Check = static context => context.Facts.SimLock switch
            {
                null => Explain.Missing(FactCode.SimLock),
                SimLock.Locked => Check.Fail(SimLocked),
                _ => Check.Pass,
            },
        },
        new()
        {
            Id = "LS-022", Clause = "imei", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline,
            Basis = Laws.Rmj("端末の識別"),
            EffectiveFrom = SecondEdition,
            Title = new("IMEI", "IMEI"),
            Remedy = new("設定画面または *#06# で IMEI を確かめて入れてください。", "Read the IMEI from the settings or by *#06# and record it."),
            AppliesTo = Phones,
            Inputs = [Inputs.Imei],
            Check = static context => context.Listing.HasImei ? Check.Pass : Check.Unknown(NoImei),
        },
        new()
        {
            Id = "LS-022", Clause = "battery", Severity = RuleSeverity.Warn, Status = RuleStatus.Guideline,
            Basis = Laws.Rmj("電池の状態(推奨)"),
            EffectiveFrom = SecondEdition,
            Title = new("電池の最大容量", "Battery capacity"),
            Remedy = new("電池の最大容量(新品比 %)を入れてください。", "Record the battery's capacity in per cent of new."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.BatteryCapacity)],
            Check = static context => context.Facts.Has(FactCode.BatteryCapacity) ? Check.Pass : Explain.Missing(FactCode.BatteryCapacity),
        },
        new()
        {
            Id = "LS-022", Clause = "battery-method", Severity = RuleSeverity.Info, Status = RuleStatus.Guideline,
            Basis = Laws.Rmj("電池の測定方法(推奨)"),
            EffectiveFrom = SecondEdition,
            Title = new("電池の測定方法", "How the battery was measured"),
            Remedy = new("容量の測り方(設定画面、診断アプリなど)を入れてください。",
                "Say how the capacity was measured, for example by the settings screen or a diagnostic app."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.BatteryCapacity), Inputs.Of(FactCode.BatteryMethod)],
            Check = static context => !context.Facts.Has(FactCode.BatteryCapacity) ? Check.NotApplicable
                : context.Facts.Has(FactCode.BatteryMethod) ? Check.Pass : Explain.Missing(FactCode.BatteryMethod),
        },
        new()
        {
            Id = "LS-023", Clause = "repairer", Severity = RuleSeverity.Warn, Status = RuleStatus.Law, Basis = Laws.Radio("38-44"),
            Title = new("登録修理業者による修理の表示", "Mark of a registered repairer"),
            Remedy = new("登録修理業者の番号か修理済みの表示を入れてください。登録外の修理なら、修理者と技術基準への適合が不明であることを開示します。",
                "Record the repairer's registration or the repaired mark; after another repair disclose who did it and that conformity is unclear."),
            AppliesTo = Phones,
            Inputs = [Inputs.Of(FactCode.Repairs), Inputs.Of(FactCode.RepairerRegistration), Inputs.Of(FactCode.RadioRepairMark), Inputs.Of(FactCode.RepairedBy)],
            Check = static context => !context.Facts.Has(FactCode.Repairs) ? Check.NotApplicable : Disclosed(context.Facts) ? Check.Pass : Check.Fail(UnregisteredRepair),
        },
    ];

    private static bool Disclosed(ItemFacts facts) =>
        facts.Has(FactCode.RepairerRegistration) || facts.Flag(FactCode.RadioRepairMark) == true || facts.Has(FactCode.RepairedBy);
}
