namespace CeCommerce.Standards;

/// <summary>
/// What an operator does with goods. METI has named operator types of CE commerce in principle but published no list, so these
/// are ours, drawn from the wording of the 2025 environment white paper and METI's slides.
/// </summary>
[TermSource("Our proposal after the Environment White Paper 2025 and METI material; no official list was published by 2026-11")]
public enum OperatorType
{
    [Term("在庫型リユース", "Inventory reuse", MeaningJa = "中古品を買い取り、自ら在庫して販売する", MeaningEn = "buys used goods, owns the stock and sells it")]
    InventoryReuse,

    [Term("委託型リユース", "Consignment reuse", MeaningJa = "持ち主から預かった中古品を販売する", MeaningEn = "sells used goods on behalf of their owner")]
    ConsignmentReuse,

    [Term("リファービッシュ事業者", "Refurbisher", MeaningJa = "中古品を検査・整備して再び販売できる状態にする", MeaningEn = "inspects and restores used goods to working order")]
    Refurbisher,

    [Term("再製造事業者",
        "Remanufacturer", MeaningJa = "新品と同等の性能と保証に戻す", MeaningEn = "returns goods to at least original performance with a matching warranty")]
    Remanufacturer,

    [Term("修理事業者", "Repair service", MeaningJa = "顧客の所有物を修理・保守する", MeaningEn = "repairs and maintains goods that customers own")]
    RepairService,

    [Term("レンタル事業者", "Rental", MeaningJa = "期間を決めて貸し出す", MeaningEn = "lends goods for a fixed period")]
    Rental,

    [Term("サブスクリプション事業者", "Subscription", MeaningJa = "定額で継続して使わせる", MeaningEn = "lets goods be used for a recurring fee")]
    Subscription,

    [Term("リース事業者", "Finance lease", MeaningJa = "利用者が選んだ物を長期に貸す", MeaningEn = "finances and lends goods chosen by the user for a long term")]
    FinanceLease,

    [Term("シェアリング(B2C)",
        "Sharing, business to consumer", MeaningJa = "自社の物を多くの利用者で共用させる", MeaningEn = "has many users share goods that the operator owns")]
    SharingB2C,

    [Term("シェアリング(P2P)", "Sharing, peer to peer", MeaningJa = "個人間の貸し借りを仲介する", MeaningEn = "mediates lending between individuals")]
    SharingP2P,

    [Term("マーケットプレイス",
        "Marketplace platform", MeaningJa = "売買の当事者にならず取引の場を提供する", MeaningEn = "provides the place of trade without being a party to it")]
    MarketplacePlatform,

    [Term("オークション運営者",
        "Auction platform", MeaningJa = "競りの方法で売買をあっせんする(古物競りあっせん業)", MeaningEn = "mediates sales by auction (online auction intermediary)")]
    AuctionPlatform,

    [Term("買取事業者", "Buyback collector", MeaningJa = "一般の人から使用済みの品を買い取る", MeaningEn = "buys used goods from the public")]
    BuybackCollector,
}
