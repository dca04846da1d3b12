namespace CeCommerce.Standards;

/// <summary>What a listing offers of the goods of its category: stock lists file a hose under the vacuum cleaner that it fits.</summary>
[TermSource("Vocabulary of the product")]
public enum WhatIsOffered
{
    [Term("本体", "Whole", MeaningJa = "品目そのもの。付属品があってもなくてもよい", MeaningEn = "the goods themselves, with or without what belongs to them", Aliases = ["全体", "完成品", "本体一式"])]
    Whole,

    [Term("部品", "Part", MeaningJa = "品目に組み込まれる物", MeaningEn = "something that is built into them", Aliases = ["パーツ", "交換部品", "補修部品"])]
    Part,

    [Term("付属品", "Accessory", MeaningJa = "品目とともに使う物。ホース、リモコン、電池パックなど", MeaningEn = "something to be used with them: a hose, a remote, a battery pack", Aliases = ["アクセサリ", "アクセサリー", "周辺品", "オプション"])]
    Accessory,

    [Term("消耗品", "Consumable", MeaningJa = "使うと減り、取り替える物。トナー、フィルターなど", MeaningEn = "something that is used up and replaced: toner, a filter", Aliases = ["サプライ", "サプライ品"])]
    Consumable,

    [Term("セット", "Set", MeaningJa = "複数の品をまとめた物", MeaningEn = "several units together", Aliases = ["組", "まとめ売り"])]
    Set,
}

/// <summary>What an accessory or a part has to do with electricity, as far as its name tells.</summary>
[Flags]
internal enum AccessoryPower
{
    None = 0,

    /// <summary>A pack of rechargeable batteries that may be lithium-ion ones.</summary>
    Battery = 1,

    /// <summary>Turns mains power into direct current: a charger, an AC adapter.</summary>
    Supply = 2,

    /// <summary>Electrical, and nobody verified whether it is listed: a mains cord, a motor.</summary>
    Unverified = 4,
}
