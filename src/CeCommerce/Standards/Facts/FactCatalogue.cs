using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// The definitions of all facts. Why each is asked: <c>LS-</c> rules of the standards pack (電気用品安全法, 消費生活用製品安全法,
/// NITE's checks for reuse, RMJ's guideline, NIST SP 800-88), see the rule's own basis.
/// </summary>
public static partial class FactCatalogue
{
    private static readonly string[] Electrical = ["home_appliance", "computer", "phone",
        "office_machine", "camera", "game", "audio", "tool", "musical_instrument", "bicycle"];
    private static readonly string[] Battery = ["computer", "phone", "camera", "game", "audio", "tool", "bicycle", "home_appliance"];
    private static readonly string[] Data = ["computer", "phone", "office_machine", "camera", "game", "home_appliance"];
    private static readonly string[] Phone = ["phone", "computer"];
    private static readonly string[] Worn = ["apparel", "shoes_bags", "watch_jewellery", "baby", "sports", "furniture", "office_furniture"];
    private static readonly string[] Furniture = ["furniture", "office_furniture"];
    private static readonly string[] Safety = ["baby", "household", "sports", "home_appliance"];
    private static readonly LocalText Years = new("年", "years");
    private static readonly LocalText Percent = new("%", "%");

    private static readonly FactDefinition[] Definitions =
    [
        Number(FactCode.ManufactureYear, "製造年", "Year of manufacture", new("年", ""), 1950, null),
        Choice<PseMark>(FactCode.PseMark, "PSEマーク", "PSE mark", Electrical),
        Evidence(FactCode.PseNotifier, "届出事業者名", "Notified manufacturer or importer", Electrical),
        Number(FactCode.DesignStandardUsePeriod, "設計上の標準使用期間", "Design standard use period", Years, 1, 50, "home_appliance"),
        Flag(FactCode.HasBattery, "電池を内蔵・同梱", "Has a battery", Battery),
        Number(FactCode.BatteryCapacity, "電池最大容量", "Battery capacity against new", Percent, 0, 100, Battery),
        Choice<BatteryCondition>(FactCode.BatteryCondition, "電池状態", "Battery condition", Battery),
        Evidence(FactCode.BatteryMethod, "電池容量の測定方法", "How the battery was measured", Battery),
        Number(FactCode.CellEnergyDensity, "単電池の体積エネルギー密度", "Energy density of a cell", new("Wh/L", "Wh/L"), 1, 2_000, Battery),
        Flag(FactCode.ChargerIncluded, "充電器・ACアダプター付属", "Charger included", Battery),
        Choice<NetworkRestriction>(FactCode.NetworkRestriction, "ネットワーク利用制限", "Network restriction", Phone),
        Choice<SimLock>(FactCode.SimLock, "SIMロック", "SIM lock", Phone),
        Choice<ActivationLock>(FactCode.ActivationLock, "アクティベーションロック", "Activation lock", Phone),
        Choice<ErasureMethod>(FactCode.ErasureMethod, "データ消去方式", "Erasure method", Data),
        Evidence(FactCode.ErasureStandard, "消去規格", "Erasure standard", Data),
        Day(FactCode.ErasedOn, "消去日", "Erased on", Data),
        Evidence(FactCode.ErasureTool, "消去ツール", "Erasure tool", Data),
        Evidence(FactCode.ErasureOperator, "消去作業者", "Erased by", Data),
        Day(FactCode.RecallCheckedOn, "リコール確認日", "Recall checked on"),
        Choice<RecallResult>(FactCode.RecallResult, "リコール該当", "Recall result"),
        Evidence(FactCode.RecallSources, "リコール確認先", "Recall sources"),
        Evidence(FactCode.Material, "素材", "Material", Worn),
        Evidence(FactCode.Size, "サイズ", "Size", Worn),
        Text(FactCode.Stains, "汚れ・しみ", "Stains", Worn),
        Flag(FactCode.Cleaned, "清掃・クリーニング済み", "Cleaned"),
        Flag(FactCode.AuthenticityChecked, "真贋確認済み", "Authenticity checked", "apparel", "shoes_bags", "watch_jewellery"),
        Evidence(FactCode.Repairs, "修理・改造の内容", "Repairs and modifications"),
        Evidence(FactCode.RepairedBy, "修理者", "Repaired by"),
        Evidence(FactCode.RepairerRegistration, "登録修理業者の番号", "Registered repairer's number", Phone),
        Flag(FactCode.RadioRepairMark, "修理済みの表示(電波法)", "Repaired mark under the Radio Act", Phone),
        Text(FactCode.Accessories, "付属品", "Accessories"),
        Evidence(FactCode.Defects, "不具合", "Known defects"),
        Evidence(FactCode.TestRecord, "動作試験の記録", "Test record"),
        Flag(FactCode.ManualProvided, "取扱説明書あり", "Manual provided"),
        Evidence(FactCode.ManualUrl, "取扱説明書のURL", "Manual URL"),
        Choice<RefurbishLevel>(FactCode.RefurbishLevel, "整備の水準", "Refurbishment level"),
        Choice<PartsOrigin>(FactCode.PartsOrigin, "交換部品の出所", "Origin of replaced parts"),
        Evidence(FactCode.MakerWarrantyDocument, "メーカー保証書", "Maker's warranty document"),
        Flag(FactCode.ModifiedElectrical, "電気回路の改造あり", "Electrical design modified", Electrical),
        Flag(FactCode.LoadTested, "荷重・安定性を確認", "Load and stability tested", Furniture),
        Evidence(FactCode.Dimensions, "寸法", "Dimensions"),
        Number(FactCode.WeightGrams, "重量", "Weight", new("g", "g"), 1, 5_000_000),
        Flag(FactCode.PackagedType, "パッケージ形(業務用)エアコン", "Packaged air conditioner", "home_appliance"),
        Flag(FactCode.RecordsPersonalData, "個人情報を記録できる", "Can record personal data", "home_appliance", "office_machine"),
        Flag(FactCode.MadeOfMetal, "金属製(いすは金属製の部材)", "Made of metal (or metal members)", Furniture),
        Flag(FactCode.Swivels, "座面が回転する", "Swivels", "office_furniture"),
        Flag(FactCode.ColourCopies, "カラーで複写できる", "Copies in colour", "office_machine"),
        Flag(FactCode.DryElectrostatic, "乾式間接静電式", "Dry indirect electrostatic process", "office_machine"),
        Number(FactCode.CopiesPerMinute, "毎分の複写枚数", "Copies per minute", new("枚/分", "per minute"), 1, 1_000, "office_machine"),
        Flag(FactCode.CopiesA2, "A2判以上に複写できる", "Copies onto A2 or larger", "office_machine"),
        Flag(FactCode.NonConformityTermsSet, "契約不適合責任の特約あり", "Terms on liability for non-conformity"),
        Evidence(FactCode.NonConformityTerms, "契約不適合責任の特約の内容", "What the terms on non-conformity say"),
        Flag(FactCode.SaleOption, "利用者への譲渡あり(貸す物)", "May pass to the user (lent goods)", Electrical),
        Flag(FactCode.MakerNotified, "製造の事業の届出あり", "Manufacture notified", Electrical),
        Evidence(FactCode.ConformityTestRecord, "技術基準への適合の検査記録", "Test record of conformity", Electrical),
        Choice<PscMark>(FactCode.PscMark, "PSCマーク", "PSC mark", Safety),
        Flag(FactCode.ChildPscMark, "子供PSCマークあり", "Child PSC mark", "baby"),
        Flag(FactCode.ForInfants, "36か月未満向け", "For children under 36 months", "baby"),
        Day(FactCode.MadeOrImportedOn, "製造・輸入の日", "Made or imported on", "baby"),
        Evidence(FactCode.ChildApprovalNumber, "特例承認の番号", "Special approval number", "baby"),
        Flag(FactCode.ChildApprovalConditionsKept, "特例承認の条件を守っている", "Conditions of the approval are kept", "baby"),
        Flag(FactCode.SafetyMarkBySeller, "販売する人がPSCマークを付けた", "The seller put the PSC mark on", Safety),
        Flag(FactCode.WarrantyAsNew, "保証は新品と同等以上", "Warranty no less than that of a new one"),
        Flag(FactCode.WarrantyWholeProduct, "保証は製品全体", "Warranty of the whole product"),
        Evidence(FactCode.WarrantyScope, "保証の範囲", "Scope of the warranty"),
        Flag(FactCode.WarrantyContactShown, "保証の連絡先を示している", "Contact for the warranty is shown"),
        Evidence(FactCode.JunkReason, "ジャンクとする理由", "Why it is junk"),
        Evidence(FactCode.NotUsableAs, "使えない用途", "What it cannot be used for"),
        Flag(FactCode.ImportedModel, "海外向けの端末", "Made for other countries", Phone),
        Flag(FactCode.TechConformityMark, "技適マークあり", "Technical conformity mark", Phone),
        Text(FactCode.MissingParts, "欠品", "Missing parts", Furniture),
        Number(FactCode.PageCounter, "カウンター値", "Page counter", new("枚", "pages"), 0, 1_000_000_000, "office_machine"),
        Text(FactCode.ConsumablesState, "消耗品の状態", "State of the consumables", "office_machine"),
        Choice<RestrictedGoods>(FactCode.RestrictedGoods, "取り扱わない品目への該当", "Goods that are not taken"),
        Flag(FactCode.TakeBackOffered, "使用済みの品の引取りに応じる", "Used units are taken back", "home_appliance"),
        Number(FactCode.CollectionFee, "収集運搬料金(税込)", "Collection fee with tax", new("円", "yen"), 0, 1_000_000, "home_appliance"),
        Evidence(FactCode.RecyclingFeeInfo, "リサイクル料金の案内", "Where the recycling fee is found", "home_appliance"),
        Number(FactCode.ReferencePrice, "比較対照価格", "Price for comparison", new("円", "yen"), 1, 1_000_000_000),
        Evidence(FactCode.ReferencePriceEvidence, "比較対照価格の根拠", "Evidence of the comparison price"),
        Evidence(FactCode.ReferencePricePeriod, "比較対照価格の期間", "Period of the comparison price"),
        Choice<WhatIsOffered>(FactCode.WhatIsOffered, "出品物の種別", "What is offered"),
    ];

    private static readonly FrozenDictionary<string, FactDefinition> ByWireName = Definitions.ToFrozenDictionary(one => one.WireName, StringComparer.Ordinal);

    /// <summary>In the order of <see cref="FactCode"/>.</summary>
    public static IReadOnlyList<FactDefinition> All => Definitions;

    public static FactDefinition Of(FactCode code) => Definitions[(int)code];

    /// <summary>By the camelCase name on the wire and in mapping files.</summary>
    public static bool TryFind([NotNullWhen(true)] string? wireName, [NotNullWhen(true)] out FactDefinition? definition)
    {
        definition = wireName is null ? null : ByWireName.GetValueOrDefault(wireName);
        return definition is not null;
    }

    private static FactDefinition Text(FactCode code, string ja, string en, params string[] groups) => new(code, new(ja, en), FactKind.Text, null, 0, null, [], groups);

    private static FactDefinition Evidence(FactCode code, string ja, string en, params string[] groups) => Text(code, ja, en, groups) with { NoneMeansAbsent = true };

    private static FactDefinition Flag(FactCode code, string ja, string en, params string[] groups) => new(code, new(ja, en), FactKind.Boolean, null, 0, 1, [], groups);

    private static FactDefinition Day(FactCode code, string ja, string en, params string[] groups) =>
        new(code, new(ja, en), FactKind.Date, null, new DateOnly(2000, 1, 1).DayNumber, null, [], groups);

    private static FactDefinition Number(FactCode code, string ja, string en, LocalText unit, long min, long? max, params string[] groups) =>
        new(code, new(ja, en), FactKind.Integer, unit, min, max, [], groups);

    private static FactDefinition Choice<T>(FactCode code, string ja, string en, params string[] groups)
        where T : struct, Enum
    {
        FactChoice[] choices = [.. Terms<T>.All.Select((term, value) => new FactChoice(term.Code, term.Name, value))];
        return new(code, new(ja, en), FactKind.Choice, null, 0, choices.Length - 1, choices, groups)
        {
            ReadChoice = static text => Terms<T>.TryRead(text, out var value) ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null,
        };
    }
}
