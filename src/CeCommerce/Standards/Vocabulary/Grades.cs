using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>How well a unit works. Higher is better; F3 and up means that functions were tested.</summary>
[TermSource("R2v3 Equipment Categorization (REC) v1.2 of SERI, functional categories, restated; the numbers follow the order of the descriptions")]
public enum FunctionalGrade
{
    [Term("F1", "F1", MeaningJa = "収集品・特殊品。壊れているか、サポートが終わっている場合がある", MeaningEn = "collectible or specialty item; may be broken or unsupported")]
    F1 = 1,

    [Term("F2", "F2", MeaningJa = "稼働中に取り外したことを確認。既知の不具合・損傷・欠品はないが、試験はしていない",
        MeaningEn = "verified as pulled from working use; no known defect, damage or missing part, but not tested")]
    F2,

    [Term("F3", "F3", MeaningJa = "主要な機能を試験した", MeaningEn = "key functions tested")]
    F3,

    [Term("F4", "F4", MeaningJa = "ハードウェアを全て試験した(ソフトウェアなし)", MeaningEn = "hardware fully tested, without software")]
    F4,

    [Term("F5", "F5", MeaningJa = "診断ツールで全機能を試験し、正規ソフトウェアを備える", MeaningEn = "all functions tested with diagnostics, licensed software present")]
    F5,

    [Term("F6", "F6", MeaningJa = "純正部品と純正ソフトウェアで修理し、メーカー仕様を満たし欠陥がない",
        MeaningEn = "repaired with maker's parts and software, meets the maker's specification, no defect")]
    F6,
}

/// <summary>How a unit looks, best first. J is junk: sold only repaired or with the reason shown.</summary>
[TermSource("RMJ リユースモバイルガイドライン 2nd edition (2019-12-01), exterior ranks, restated; used here for other goods too")]
public enum CosmeticGrade
{
    [Term("S", "S", MeaningJa = "未使用", MeaningEn = "unused")]
    S = 1,

    [Term("A", "A", MeaningJa = "傷や汚れがほとんどなく状態が良い", MeaningEn = "fine: hardly any scratch or dirt")]
    A,

    [Term("B", "B", MeaningJa = "普通に見て分かる小さな傷や汚れがある", MeaningEn = "medium: small scratches or dirt at normal sight")]
    B,

    [Term("C", "C", MeaningJa = "使用感がある。割れ・欠け・目立つへこみがあれば他が良くてもここまで",
        MeaningEn = "used: visible wear; a crack, chip or dent puts a unit here at best")]
    C,

    [Term("J", "J", MeaningJa = "ジャンク。理由を示して現状で、または整備済みとして売る", MeaningEn = "junk: sold as it is with the reason shown, or after repair")]
    J,
}

/// <summary>Whose words a grade uses; a grade without a scheme means nothing to a buyer.</summary>
[TermSource("RMJ guideline, SERI R2v3 REC, or the shop's own page")]
public enum GradeScheme
{
    [Term("RMJ 第2版", "RMJ 2nd edition", MeaningJa = "リユースモバイル・ジャパンのガイドラインの外装ランク", MeaningEn = "exterior ranks of the Reuse Mobile Japan guideline")]
    Rmj2,

    [Term("R2v3 REC 1.2",
        "R2v3 REC 1.2", MeaningJa = "SERI の機器分類(機能 F1–F6、外観 C1–C9)", MeaningEn = "SERI's equipment categories (functional F1–F6, cosmetic C1–C9)")]
    R2Rec12,

    [Term("自社基準", "Shop's own", MeaningJa = "店が自ら定め、説明を示す基準", MeaningEn = "the shop's own scale, which it must explain")]
    Shop,
}

/// <summary>What a grade means to the buyer, under each scheme.</summary>
public static class GradeDefinitions
{
    /// <summary>The definition shown beside the grade; null for the shop's own scheme, whose text only the shop knows.</summary>
    public static LocalText? Of(GradeScheme scheme, CosmeticGrade grade) => scheme switch
    {
        GradeScheme.Rmj2 => Terms<CosmeticGrade>.Of(grade).Meaning,
        GradeScheme.R2Rec12 => R2(grade),
        GradeScheme.Shop => null,
        _ => null,
    };

    /// <summary>R2v3's functional categories are the product's own vocabulary, so they hold under every scheme but the shop's.</summary>
    public static LocalText? Of(GradeScheme scheme, FunctionalGrade grade) =>
        scheme == GradeScheme.Shop ? null : Terms<FunctionalGrade>.Of(grade).Meaning;

    // Only C1 and C9 of REC were readable in public; the others are our mapping (inference).
    private static LocalText? R2(CosmeticGrade grade) => grade switch
    {
        CosmeticGrade.S => new("C8–C9: 未使用、または開封のみ", "C8–C9: unused, or new in an open box"),
        CosmeticGrade.A => new("C6–C7: 良い外観", "C6–C7: good appearance"),
        CosmeticGrade.B => new("C4–C5: 小さな傷や汚れ", "C4–C5: light scratches or dirt"),
        CosmeticGrade.C => new("C2–C3: 使用感や損傷がある", "C2–C3: visible wear or damage"),
        CosmeticGrade.J => new("C1: 損傷が大きく材料としてのみ", "C1: damaged, for materials only"),
        _ => null,
    };
}
