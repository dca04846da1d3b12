using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards;

/// <summary>
/// What every clause claims to be and how sure we are of it. A line changes only after the article was looked up again; a new
/// clause needs a line.
/// </summary>
public sealed class RuleBasisTests
{
    private static readonly string[] Reviewed =
    [
        "LS-001/price | Law Block | 特定商取引法 11 i; 施行規則 23 iv | Law",
        "LS-002/payment-delivery | Law Block | 特定商取引法 11 ii–iv | Law",
        "LS-003/returns | Law Block | 特定商取引法 11 v, 15-3 | Law",
        "LS-005/display | Law Block | 古物営業法 12(2)(3) | Law",
        "LS-006/mark | Law Block | 電気用品安全法 27(1), 附則 6 | Law",
        "LS-006/unverified-goods | Policy Block | 電気用品安全法 27(1), 附則 6 | Inference",
        "LS-006/notifier | Ordinance Warn | 電気用品安全法施行規則 別表 6, 7 | Law",
        "LS-009/lithium-pse | Law Block | 電気用品安全法施行令 別表第二 12; 法 27(1) | Law",
        "LS-009/swollen | Policy Block | NITE リユース品の確認項目 (2026-02-26) 3: リチウムイオン電池の状態 | Guideline",
        "LS-009/non-genuine | Guideline Warn | NITE リユース品の確認項目 (2026-02-26) 3: リチウムイオン電池の状態 | Guideline",
        "LS-013/standard-period | Ordinance Warn | 電気用品の技術上の基準を定める省令 20 i–iii | LawInferred",
        "LS-013/fifteen-years | Policy Block | 家電製品協会 リユースに適さない目安 使用年数 10–15年 | Guideline",
        "LS-014/identity | Guideline Warn | NITE リユース品の確認項目 (2026-02-26) 2: 製造年と異常の有無 | Guideline",
        "LS-015/open-recall | Policy Block | 消費生活用製品安全法 38(2)(3) | Law",
        "LS-015/recall-check | Policy Block | NITE リユース品の確認項目 (2026-02-26) 1: リコール情報の確認 | Guideline",
        "LS-015/recall-check-other | Policy Warn | NITE リユース品の確認項目 (2026-02-26) 1: リコール情報の確認 | Guideline",
        "LS-016/manual | Guideline Warn | NITE リユース品の確認項目 (2026-02-26) 4: 取扱説明書 | Guideline",
        "LS-017/repairs | Guideline Warn | NITE リユース品の確認項目 (2026-02-26) 5: 修理・改造の有無 | Guideline",
        "LS-018/definition | Guideline Warn | RMJ リユースモバイルガイドライン 第2版 ランクの表示 | Guideline",
        "LS-018/defects | Guideline Warn | R2v3 機器分類 REC F1–F6 | Standard",
        "LS-019/new | Law Block | 景品表示法 5 i | LawInferred",
        "LS-019/like-new | Law Block | 景品表示法 5 i | LawInferred",
        "LS-019/maker-warranty | Law Block | 景品表示法 5 ii | LawInferred",
        "LS-019/tested | Law Block | 景品表示法 5 i | LawInferred",
        "LS-022/restriction | Policy Block | RMJ リユースモバイルガイドライン 第2版 第1段階: 安全確認(利用制限) | Guideline",
        "LS-022/restriction-risk | Guideline Warn | RMJ リユースモバイルガイドライン 第2版 利用制限の保証 | Guideline",
        "LS-022/activation-lock | Policy Block | RMJ リユースモバイルガイドライン 第2版 第1段階: 安全確認(ロック) | Guideline",
        "LS-022/sim-lock | Guideline Warn | RMJ リユースモバイルガイドライン 第2版 SIMロックの表示 | Guideline",
        "LS-022/imei | Guideline Warn | RMJ リユースモバイルガイドライン 第2版 端末の識別 | Guideline",
        "LS-022/battery | Guideline Warn | RMJ リユースモバイルガイドライン 第2版 電池の状態(推奨) | Guideline",
        "LS-022/battery-method | Guideline Info | RMJ リユースモバイルガイドライン 第2版 電池の測定方法(推奨) | Guideline",
        "LS-023/repairer | Law Warn | 電波法 38-44 | LawInferred",
        "LS-025/certificate | Policy Block | 個人情報保護法 22; NIST SP 800-88 Rev. 2 | Standard",
        "LS-025/revision | Guideline Warn | NIST SP 800-88 Rev. 2 supersedes Rev. 1 | Standard",
        "LS-025/traceability | Policy Warn | NIST SP 800-88 Rev. 2 supersedes Rev. 1 | Standard",
        "LS-026/hygiene-size | Draft Warn | CEコマースワーキンググループ 取組指針の項目(案) CE-4 安全性の確認, CE-6 契約時の情報提供 | WorkingPaperInferred",
        "LS-026/stains-authenticity | Draft Warn | CEコマースワーキンググループ 取組指針の項目(案) CE-6 契約時の情報提供 | WorkingPaperInferred",
        "OP-001/permit | Law Block | 古物営業法 3, 31 | Law",
        "OP-001/format | Policy Block | 古物営業法 3; 番号の桁数は警察実務 | Commentary",
        "OP-001/operator-type | Policy Block | 古物営業法 2(2)i, 3 | Inference",
        "OP-002/categories | Law Block | 古物営業法 5(1)iii, 7(2) | Law",
        "OP-002/category | Policy Block | 古物営業法施行規則 2; 法 5(1)iii, 7(2); 品目の当てはめは実務の案内 | Commentary",
        "OP-004/url | Law Block | 古物営業法 5(1)vi, 7(2); 施行規則 5(6) | Law",
        "OP-011/invoice-number | Law Warn | 消費税法 57-2(1)(4), 57-4(1) i; 番号の形は公的な案内 | Law2",
        "OP-012/corporate-number | Ordinance Warn | 法人番号の指定等に関する省令 2 | Law2",
    ];

    [Fact]
    public void Every_clause_claims_what_was_reviewed() => Assert.Equal(Reviewed, RulePack.Current.Rules.Select(Line));

    private static string Line(Rule rule) => $"{rule} | {rule.Status} {rule.Severity} | {rule.Basis.Law.Ja} {rule.Basis.Article} | {rule.Basis.Certainty}";
}
