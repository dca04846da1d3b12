namespace CeCommerce.Standards;

/// <summary>
/// The facts about one physical unit that rules ask for. The wire name is the member's name in camelCase; meaning, unit and
/// bounds are in <see cref="FactCatalogue"/>. Members are appended, never renamed: stored facts carry their names.
/// </summary>
public enum FactCode
{
    /// <summary>Year of manufacture (製造年).</summary>
    ManufactureYear,

    /// <summary>PSE mark (PSEマーク).</summary>
    PseMark,

    /// <summary>Notified manufacturer or importer (届出事業者名).</summary>
    PseNotifier,

    /// <summary>Design standard use period (設計上の標準使用期間).</summary>
    DesignStandardUsePeriod,

    /// <summary>Has a battery (電池を内蔵・同梱).</summary>
    HasBattery,

    /// <summary>Battery capacity against new (電池最大容量).</summary>
    BatteryCapacity,

    /// <summary>Battery condition (電池状態).</summary>
    BatteryCondition,

    /// <summary>How the battery was measured (電池容量の測定方法).</summary>
    BatteryMethod,

    /// <summary>Energy density of a cell (単電池の体積エネルギー密度).</summary>
    CellEnergyDensity,

    /// <summary>Charger included (充電器・ACアダプター付属).</summary>
    ChargerIncluded,

    /// <summary>Network restriction (ネットワーク利用制限).</summary>
    NetworkRestriction,

    /// <summary>SIM lock (SIMロック).</summary>
    SimLock,

    /// <summary>Activation lock (アクティベーションロック).</summary>
    ActivationLock,

    /// <summary>Erasure method (データ消去方式).</summary>
    ErasureMethod,

    /// <summary>Erasure standard (消去規格).</summary>
    ErasureStandard,

    /// <summary>Erased on (消去日).</summary>
    ErasedOn,

    /// <summary>Erasure tool (消去ツール).</summary>
    ErasureTool,

    /// <summary>Erased by (消去作業者).</summary>
    ErasureOperator,

    /// <summary>Recall checked on (リコール確認日).</summary>
    RecallCheckedOn,

    /// <summary>Recall result (リコール該当).</summary>
    RecallResult,

    /// <summary>Recall sources (リコール確認先).</summary>
    RecallSources,

    /// <summary>Material (素材).</summary>
    Material,

    /// <summary>Size (サイズ).</summary>
    Size,

    /// <summary>Stains (汚れ・しみ).</summary>
    Stains,

    /// <summary>Cleaned (清掃・クリーニング済み).</summary>
    Cleaned,

    /// <summary>Authenticity checked (真贋確認済み).</summary>
    AuthenticityChecked,

    /// <summary>Repairs and modifications (修理・改造の内容).</summary>
    Repairs,

    /// <summary>Repaired by (修理者).</summary>
    RepairedBy,

    /// <summary>Registered repairer's number (登録修理業者の番号).</summary>
    RepairerRegistration,

    /// <summary>Repaired mark under the Radio Act (修理済みの表示(電波法)).</summary>
    RadioRepairMark,

    /// <summary>Accessories (付属品).</summary>
    Accessories,

    /// <summary>Known defects (不具合).</summary>
    Defects,

    /// <summary>Test record (動作試験の記録).</summary>
    TestRecord,

    /// <summary>Manual provided (取扱説明書あり).</summary>
    ManualProvided,

    /// <summary>Manual URL (取扱説明書のURL).</summary>
    ManualUrl,

    /// <summary>Refurbishment level (整備の水準).</summary>
    RefurbishLevel,

    /// <summary>Origin of replaced parts (交換部品の出所).</summary>
    PartsOrigin,

    /// <summary>Maker's warranty document (メーカー保証書).</summary>
    MakerWarrantyDocument,

    /// <summary>Electrical design modified (電気回路の改造あり).</summary>
    ModifiedElectrical,

    /// <summary>Load and stability tested (荷重・安定性を確認).</summary>
    LoadTested,

    /// <summary>Dimensions (寸法).</summary>
    Dimensions,

    /// <summary>Weight (重量).</summary>
    WeightGrams,

    /// <summary>Packaged air conditioner (パッケージ形(業務用)エアコン).</summary>
    PackagedType,

    /// <summary>Can record personal data (個人情報を記録できる).</summary>
    RecordsPersonalData,

    /// <summary>Made of metal; a chair: of metal members (金属製).</summary>
    MadeOfMetal,

    /// <summary>Swivels (座面が回転する).</summary>
    Swivels,

    /// <summary>Copies in colour (カラーで複写できる).</summary>
    ColourCopies,

    /// <summary>Dry indirect electrostatic process (乾式間接静電式).</summary>
    DryElectrostatic,

    /// <summary>Copies per minute (毎分の複写枚数).</summary>
    CopiesPerMinute,

    /// <summary>Copies onto A2 or larger (A2判以上に複写できる).</summary>
    CopiesA2,

    /// <summary>Terms on liability for non-conformity (契約不適合責任の特約あり).</summary>
    NonConformityTermsSet,

    /// <summary>What the terms on non-conformity say (契約不適合責任の特約の内容).</summary>
    NonConformityTerms,

    /// <summary>May pass to the user (lent goods) (利用者への譲渡あり(貸す物)).</summary>
    SaleOption,

    /// <summary>Manufacture notified (製造の事業の届出あり).</summary>
    MakerNotified,

    /// <summary>Test record of conformity (技術基準への適合の検査記録).</summary>
    ConformityTestRecord,

    /// <summary>PSC mark (PSCマーク).</summary>
    PscMark,

    /// <summary>Child PSC mark (子供PSCマークあり).</summary>
    ChildPscMark,

    /// <summary>For children under 36 months (36か月未満向け).</summary>
    ForInfants,

    /// <summary>Made or imported on (製造・輸入の日).</summary>
    MadeOrImportedOn,

    /// <summary>Special approval number (特例承認の番号).</summary>
    ChildApprovalNumber,

    /// <summary>Conditions of the approval are kept (特例承認の条件を守っている).</summary>
    ChildApprovalConditionsKept,

    /// <summary>The seller put the PSC mark on (販売する人がPSCマークを付けた).</summary>
    SafetyMarkBySeller,

    /// <summary>Warranty no less than that of a new one (保証は新品と同等以上).</summary>
    WarrantyAsNew,

    /// <summary>Warranty of the whole product (保証は製品全体).</summary>
    WarrantyWholeProduct,

    /// <summary>Scope of the warranty (保証の範囲).</summary>
    WarrantyScope,

    /// <summary>Contact for the warranty is shown (保証の連絡先を示している).</summary>
    WarrantyContactShown,

    /// <summary>Why it is junk (ジャンクとする理由).</summary>
    JunkReason,

    /// <summary>What it cannot be used for (使えない用途).</summary>
    NotUsableAs,

    /// <summary>Made for other countries (海外向けの端末).</summary>
    ImportedModel,

    /// <summary>Technical conformity mark (技適マークあり).</summary>
    TechConformityMark,

    /// <summary>Missing parts (欠品).</summary>
    MissingParts,

    /// <summary>Page counter (カウンター値).</summary>
    PageCounter,

    /// <summary>State of the consumables (消耗品の状態).</summary>
    ConsumablesState,

    /// <summary>Goods that are not taken (取り扱わない品目への該当).</summary>
    RestrictedGoods,

    /// <summary>Used units are taken back (使用済みの品の引取りに応じる).</summary>
    TakeBackOffered,

    /// <summary>Collection fee with tax (収集運搬料金(税込)).</summary>
    CollectionFee,

    /// <summary>Where the recycling fee is found (リサイクル料金の案内).</summary>
    RecyclingFeeInfo,

    /// <summary>Price for comparison (比較対照価格).</summary>
    ReferencePrice,

    /// <summary>Evidence of the comparison price (比較対照価格の根拠).</summary>
    ReferencePriceEvidence,

    /// <summary>Period of the comparison price (比較対照価格の期間).</summary>
    ReferencePricePeriod,

    /// <summary>What is offered (出品物の種別): the whole, a part, an accessory, a consumable, a set; where nobody states it, it is proposed.</summary>
    WhatIsOffered,
}

/// <summary>What a fact's value looks like.</summary>
public enum FactKind
{
    /// <summary>A whole number within bounds.</summary>
    Integer,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>`true` or `false`.</summary>
    Boolean,

    /// <summary>A day, `2026-11-20`.</summary>
    Date,

    /// <summary>One of the choices.</summary>
    Choice,
}

/// <summary>What a fact rests on.</summary>
[TermSource("Vocabulary of the product")]
public enum FactBasis
{
    [Term("申告", "Stated", MeaningJa = "記録された作業によらず、述べられただけの値", MeaningEn = "somebody says so; no recorded work shows it")]
    Stated,

    [Term("作業の記録", "Act", MeaningJa = "検品・消去・修理の記録から決まる値", MeaningEn = "it follows from a recorded inspection, erasure or repair")]
    Act,
}

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
