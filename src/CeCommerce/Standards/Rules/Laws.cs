using CeCommerce.Platform;

namespace CeCommerce.Standards;

/// <summary>
/// The texts that rules cite, with the revision that was read (or only identified, where the certainty says so) and the day on which
/// it was looked up last: in the research of 2026-11-23, in the second reading of the texts in force on 2026-11-25, or later.
/// </summary>
internal static class Laws
{
    private static readonly DateOnly Checked = new(2026, 11, 23);
    private static readonly DateOnly ReadAgain = new(2026, 11, 25);
    private static readonly DateOnly Later = new(2026, 11, 29);

    public static RuleBasis SecondHandDealers(string article, Certainty certainty = Certainty.Law) =>
        Statute("古物営業法", "Second-hand Dealers Act", article, "324AC0000000108", "20250601_504AC0000000068", certainty, ReadAgain);

    /// <summary>The revision of 2026-08-12 was not read; the two before it changed only the crimes that disqualify.</summary>
    public static RuleBasis SecondHandDealersRule(string article, Certainty certainty) =>
        Statute("古物営業法施行規則", "Rule for the Second-hand Dealers Act", article, "407M50400000010", "20260601_508M60400000013", certainty, ReadAgain);

    public static RuleBasis CommercialTransactions(string article) =>
        Statute("特定商取引法", "Act on Specified Commercial Transactions", article, "351AC0000000057", "20260521_504AC0000000048", Certainty.Law, ReadAgain);

    public static RuleBasis ElectricalSafety(string article, Certainty certainty = Certainty.Law) =>
        Statute("電気用品安全法", "Electrical Appliance and Material Safety Act", article, "336AC0000000234", "20251225_506AC0000000067", certainty, ReadAgain);

    public static RuleBasis ElectricalSafetyOrder(string article) =>
        Statute("電気用品安全法施行令", "Order for the Electrical Appliance and Material Safety Act", article, "337CO0000000324", "20251225_506CO0000000374", Certainty.Law, ReadAgain);

    public static RuleBasis ElectricalSafetyRule(string article) => Statute(
        "電気用品安全法施行規則", "Rule for the Electrical Appliance and Material Safety Act", article, "337M50000400084", "20251225", Certainty.Law, ReadAgain);

    public static RuleBasis ProductSafety(string article) =>
        Statute("消費生活用製品安全法", "Consumer Product Safety Act", article, "348AC0000000031", "20251225", Certainty.Law, ReadAgain);

    /// <summary>That misleading claims are banned was read; which words mislead about used goods is our reading.</summary>
    public static RuleBasis Premiums(string article) =>
        Statute("景品表示法", "Act against Unjustifiable Premiums and Misleading Representations", article, "337AC0000000134", "20260521_504AC0000000048", Certainty.LawInferred, ReadAgain);

    /// <summary>That a full exclusion of liability has no effect was read; which words of a listing exclude it is our reading.</summary>
    public static RuleBasis ConsumerContracts(string article) =>
        Statute("消費者契約法", "Consumer Contract Act", article, "412AC0000000061", "20260624_508AC0000000046", Certainty.LawInferred, ReadAgain);

    /// <summary>What registered repairers owe was read; what follows for who sells a repaired phone is our reading.</summary>
    public static RuleBasis Radio(string article) => Statute("電波法", "Radio Act", article, "325AC0000000131", "20260527", Certainty.LawInferred, Later);

    public static RuleBasis PersonalInformation(string article, Certainty certainty) =>
        Statute("個人情報保護法", "Act on the Protection of Personal Information", article, "415AC0000000057", "20260624_508AC0000000046", certainty, ReadAgain);

    /// <summary>That issuers have a registered number was read; its form is known from official pages.</summary>
    public static RuleBasis ConsumptionTax { get; } =
        Statute("消費税法", "Consumption Tax Act", "57-2(1)(4), 57-4(1) i; 番号の形は公的な案内", "363AC0000000108", "20260401", Certainty.Law2, Later);

    /// <summary>The terms of the check digit's formula were read; that an invoice number carries the corporate number is known from official pages.</summary>
    public static RuleBasis CorporateNumberOrdinance { get; } =
        Statute("法人番号の指定等に関する省令", "Ordinance on corporate numbers", "2", "426M60000040070", "20210401", Certainty.Law2, Later);

    /// <summary>What the maker's label says was read; what follows for who sells the goods used is our reading.</summary>
    public static RuleBasis LongUseLabel { get; } = Statute(
        "電気用品の技術上の基準を定める省令", "Ordinance on technical requirements for electrical goods", "20 i–iii", "425M60000400034", "20251225", Certainty.LawInferred, Later);

    public static RuleBasis NotReusable { get; } = new(
        new("家電製品協会 リユースに適さない目安", "AEHA indicators of appliances not fit for reuse"),
        "使用年数 10–15年", null, null, "https://aeha-kadenrecycle.com/select/tidbits/tidbits02.html", Checked, Certainty.Guideline);

    public static RuleBasis ResourceUse(string article) => new(
        new("資源有効利用促進法", "Act on the Promotion of Effective Utilization of Resources"), article, "403AC0000000048", "20260401_507AC0000000052",
        "https://laws.e-gov.go.jp/law/403AC0000000048", Later, Certainty.LawInferred);

    public static RuleBasis MinisterialOrdinance(LocalText title, string article, string lawId, string revision, Certainty certainty) =>
        new(title, article, lawId, revision, "https://laws.e-gov.go.jp/law/" + lawId, Later, certainty);

    public static RuleBasis Nite(string check) => new(
        new("NITE リユース品の確認項目 (2026-02-26)",
            "NITE's checks for reuse products (2026-02-26)"), check, null, null, "https://news.livedoor.com/pr_article/detail/30655071/", Checked, Certainty.Guideline);

    public static RuleBasis Rmj(string part) => new(
        new("RMJ リユースモバイルガイドライン 第2版",
            "RMJ reuse mobile guideline, 2nd edition"), part, null, null, "https://k-tai.watch.impress.co.jp/docs/news/1221289.html", Checked, Certainty.Guideline);

    public static RuleBasis Nist { get; } = new(
        new("NIST SP 800-88 Rev. 2", "NIST SP 800-88 Rev. 2"), "supersedes Rev. 1", null, "2025-09-26",
            "https://www.nist.gov/node/1898251", Checked, Certainty.Standard);

    public static RuleBasis R2 { get; } = new(
        new("R2v3 機器分類 REC", "R2v3 Equipment Categorization (REC)"), "F1–F6", null, "1.2",
            "https://certifiedusedelectronics.com/grades", Checked, Certainty.Standard);

    public static RuleBasis WorkingGroup(string item) => new(
        new("CEコマースワーキンググループ 取組指針の項目(案)", "CE Commerce Working Group, guideline items (draft)"),
        item, null, null, "https://hedge.guide/news/ce-commerce-working-group-meti-202509.html", Checked, Certainty.WorkingPaperInferred);

    private static RuleBasis Statute(string ja, string en, string article, string lawId, string revision, Certainty certainty, DateOnly? readOn = null) =>
        new(new(ja, en), article, lawId, revision, "https://laws.e-gov.go.jp/law/" + lawId, readOn ?? Checked, certainty);
}
