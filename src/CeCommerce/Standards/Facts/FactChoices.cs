namespace CeCommerce.Standards;

/// <summary>The mark of the Electrical Appliance and Material Safety Act on the unit or on its charger.</summary>
[TermSource("電気用品安全法 10, 27(1); marks of the former 電気用品取締法 count (附則 6)")]
public enum PseMark
{
    [Term("丸形PSE", "Round PSE", Aliases = ["丸形", "丸型", "丸PSE", "(PS)E"])]
    Round,

    [Term("菱形PSE", "Diamond PSE", Aliases = ["菱形", "菱型", "ひし形", "ひし形PSE", "<PS>E"])]
    Diamond,

    [Term("旧電取マーク", "Mark of the former act", Aliases = ["旧電取", "電取", "〒マーク"])]
    OldDentori,

    [Term("対象外",
        "Not applicable", MeaningJa = "電気用品でない(例: 充電器なしのスマートフォン)", MeaningEn = "not listed electrical goods, such as a phone without charger",
        Aliases = ["非対象", "n/a"])]
    NotApplicable,

    [Term("表示なし", "No mark", Aliases = ["なし", "無", "無し"])]
    None,
}

[TermSource("NITE's checks for reuse products, 2026-02-26")]
public enum BatteryCondition
{
    [Term("良好", "Good", Aliases = ["正常", "異常なし"])]
    Good,

    [Term("膨張あり", "Swollen", Aliases = ["膨張"])]
    Swollen,

    [Term("非純正電池", "Non-genuine pack", Aliases = ["非純正", "社外品"])]
    NonGenuine,
}

/// <summary>Whether a phone may lose the mobile network because of its history (ネットワーク利用制限).</summary>
[TermSource("RMJ リユースモバイルガイドライン 2nd edition: ○ △ × －, as the carriers' check pages answer")]
public enum NetworkRestriction
{
    [Term("○ 制限なし", "No restriction", Aliases = ["○", "〇", "◯", "制限なし"])]
    None,

    [Term("△ 制限の可能性", "Restriction possible", Aliases = ["△"])]
    Possible,

    [Term("× 制限中", "Restricted", Aliases = ["×", "✕", "✖", "x", "制限あり"])]
    Restricted,

    [Term("－ 未確認", "Not checked", Aliases = ["－", "-", "―", "ー", "未確認"])]
    NotChecked,
}

[TermSource("RMJ リユースモバイルガイドライン 2nd edition")]
public enum SimLock
{
    [Term("なし", "None", MeaningJa = "初めからSIMロックがない", MeaningEn = "sold without a lock", Aliases = ["SIMフリー", "無"])]
    None,

    [Term("解除済み", "Unlocked", Aliases = ["解除済", "解除"])]
    Unlocked,

    [Term("あり", "Locked", Aliases = ["有", "ロック中"])]
    Locked,
}

/// <summary>A lock bound to the former owner's account (iCloud, FRP).</summary>
[TermSource("RMJ リユースモバイルガイドライン 2nd edition, step 1")]
public enum ActivationLock
{
    [Term("解除済み", "Off", Aliases = ["解除済", "解除", "なし", "無"])]
    Off,

    [Term("あり", "On", Aliases = ["有", "ロック中"])]
    On,
}

/// <summary>How thoroughly data were removed.</summary>
[TermSource("NIST SP 800-88 Rev. 2 (2025-09-26)")]
public enum ErasureMethod
{
    [Term("消去(Clear)", "Clear", MeaningJa = "通常の読み出しでは復元できない", MeaningEn = "not recoverable by ordinary reading")]
    Clear,

    [Term("除去(Purge)", "Purge", MeaningJa = "研究室の技術でも復元できない", MeaningEn = "not recoverable by laboratory techniques", Aliases = ["消去(Purge)"])]
    Purge,

    [Term("破壊(Destroy)", "Destroy", MeaningJa = "媒体を破壊した", MeaningEn = "the medium was destroyed", Aliases = ["物理破壊"])]
    Destroy,
}

[TermSource("消費生活用製品安全法 38; NITE's checks for reuse products, 2026-02-26")]
public enum RecallResult
{
    [Term("該当なし", "No recall", Aliases = ["なし", "無", "無し", "非該当"])]
    None,

    [Term("該当あり(未対応)", "Open recall", Aliases = ["あり(未対応)", "あり", "有", "未対応"])]
    Open,

    [Term("該当あり(対応済み)", "Recalled and remedied", Aliases = ["あり(対応済)", "あり(対応済み)", "対応済", "対応済み"])]
    Remedied,
}

/// <summary>How far a unit was worked on before it is offered again.</summary>
[TermSource("Our scale after BS 8887-220/-240 and IEC 62309:2024, restated from abstracts")]
public enum RefurbishLevel
{
    [Term("現状", "As is")]
    AsIs,

    [Term("清掃済み", "Cleaned")]
    Cleaned,

    [Term("動作試験済み", "Tested")]
    Tested,

    [Term("修理済み", "Repaired")]
    Repaired,

    [Term("再整備", "Reconditioned", MeaningJa = "主要な摩耗部品を直し、製品全体を保証する", MeaningEn = "worn major parts rebuilt, the whole product under warranty")]
    Reconditioned,

    [Term("再製造", "Remanufactured", MeaningJa = "新品以上の性能と保証", MeaningEn = "at least original performance, warranty as for new")]
    Remanufactured,

    [Term("新品同等認定(QAGAN)",
        "Qualified as good as new", MeaningJa = "IEC 62309 の試験と解析で新品と同等と認めた", MeaningEn = "shown by tests under IEC 62309 to be as reliable as new")]
    Qagan,
}

/// <summary>Where replaced parts came from.</summary>
[TermSource("Vocabulary of the product, after R2v3 REC F6 and Amazon's Japanese refurbished programme")]
public enum PartsOrigin
{
    [Term("純正部品", "Maker's parts", Aliases = ["純正", "OEM"])]
    Genuine,

    [Term("メーカー承認部品", "Maker-approved parts")]
    MakerApproved,

    [Term("互換部品", "Compatible parts", Aliases = ["互換", "社外品"])]
    Compatible,

    [Term("再使用部品", "Reused parts", Aliases = ["中古部品"])]
    Reused,
}

/// <summary>The mark of the Consumer Product Safety Act; the child mark beside it is a fact of its own.</summary>
[TermSource("消費生活用製品安全法 4, 13; 昭和49年通商産業省令第18号 22")]
public enum PscMark
{
    [Term("丸形PSC", "Round PSC", Aliases = ["丸形", "丸型", "丸PSC", "(PS)C"])]
    Round,

    [Term("菱形PSC", "Diamond PSC", Aliases = ["菱形", "菱型", "ひし形", "ひし形PSC", "<PS>C"])]
    Diamond,

    [Term("対象外",
        "Not applicable", MeaningJa = "政令の定める範囲の物でない(例: 10リットルを超える圧力なべ)", MeaningEn = "not what the Order describes, such as a pressure cooker of more than 10 litres",
        Aliases = ["非対象", "n/a"])]
    NotApplicable,

    [Term("表示なし", "No mark", Aliases = ["なし", "無", "無し"])]
    None,
}

/// <summary>Goods that other acts govern and that are not taken here.</summary>
[TermSource("Policy of the platform")]
public enum RestrictedGoods
{
    [Term("いずれでもない", "None", Aliases = ["なし", "非該当"])]
    None,

    [Term("中古自動車", "Used car", Aliases = ["自動車"])]
    UsedCar,

    [Term("金券・チケット", "Tickets", Aliases = ["金券", "チケット"])]
    Tickets,

    [Term("化粧品", "Cosmetics")]
    Cosmetics,

    [Term("食品", "Food")]
    Food,

    [Term("医療機器", "Medical goods")]
    Medical,
}
