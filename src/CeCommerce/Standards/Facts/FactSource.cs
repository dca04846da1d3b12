namespace CeCommerce.Standards;

/// <summary>Who says so. A rule may weigh an inspection more than an import.</summary>
[TermSource("Vocabulary of the product")]
public enum FactSource
{
    [Term("取込", "Import", MeaningJa = "在庫表から読み込んだ", MeaningEn = "read from a stock list")]
    Import,

    [Term("事業者の入力", "Operator", MeaningJa = "事業者の担当者が入力した", MeaningEn = "entered by the operator's staff")]
    Operator,

    [Term("検品", "Inspection", MeaningJa = "検品の記録による", MeaningEn = "from an inspection record")]
    Inspection,

    [Term("整備", "Refurbishment", MeaningJa = "整備・修理の記録による", MeaningEn = "from a refurbishment or repair record")]
    Refurbishment,

    [Term("メーカー", "Manufacturer", MeaningJa = "製造者が示した", MeaningEn = "stated by the manufacturer")]
    Manufacturer,

    [Term("公的な登録簿", "Public register", MeaningJa = "公的な登録簿や公表情報による", MeaningEn = "from a public register or publication")]
    PublicRegister,

    [Term("プラットフォーム", "Platform", MeaningJa = "プラットフォームが確認した", MeaningEn = "verified by the platform")]
    Platform,
}
