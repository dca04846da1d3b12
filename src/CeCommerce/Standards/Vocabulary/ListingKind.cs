namespace CeCommerce.Standards;

/// <summary>What is offered: a sale as is, a sale after refurbishment, or use without a sale.</summary>
[TermSource("Vocabulary of the product; the circular-economy activities named in the Environment White Paper 2025")]
public enum ListingKind
{
    [Term("リユース", "Reuse", MeaningJa = "中古品をそのまま販売する", MeaningEn = "a used good is sold as it is")]
    Reuse,

    [Term("リファービッシュ", "Refurbished", MeaningJa = "検査・整備した中古品を販売する", MeaningEn = "a used good is sold after inspection and repair")]
    Refurbished,

    [Term("シェアリング", "Sharing", MeaningJa = "販売せずに使わせる", MeaningEn = "a good is used without being sold")]
    Sharing,
}

/// <summary>How a good is used without being sold; only with <see cref="ListingKind.Sharing"/>.</summary>
[TermSource("Vocabulary of the product; METI names sharing and subscription as CE commerce, leases are its B2B form")]
public enum SharingModel
{
    [Term("レンタル", "Rental", MeaningJa = "一人の利用者に期間を決めて貸す", MeaningEn = "lent to one user for a fixed period")]
    Rental,

    [Term("シェアリング", "Sharing", MeaningJa = "多くの利用者が短い時間ずつ使う", MeaningEn = "used by many users for short times")]
    Sharing,

    [Term("サブスクリプション", "Subscription", MeaningJa = "定額で継続して使う", MeaningEn = "used continuously for a recurring fee")]
    Subscription,

    [Term("リース", "Lease", MeaningJa = "長期の契約で貸す", MeaningEn = "lent under a long contract")]
    Lease,
}
