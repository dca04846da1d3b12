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
