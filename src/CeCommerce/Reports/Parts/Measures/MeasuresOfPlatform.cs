using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;

namespace CeCommerce.Reports.Parts.Measures;

/// <summary>What the product does towards each measure of the act, and what it does not do yet; nothing else is claimed.</summary>
internal static class MeasuresOfPlatform
{
    public static readonly TableShape Table = new(
        "platform_measures", new("講じている措置", "Measures taken"), new("措置", "Measure"),
        [
            new("rule", new("規則", "Rule"), ReportUnit.Text),
            new("outline", new("概要", "Outline"), ReportUnit.Text),
            new("lacking", new("この版にないもの", "Not in this version"), ReportUnit.Text),
        ])
    {
        Formula = new("この製品が実際に行うことの説明です。計算した値はありません。", "Says what the product does; nothing is calculated."),
        Source = new("取引DPF法 3(1)(2)、4、5、内閣府令 1、2、製品の機能", "取引DPF法 3(1)(2), 4, 5, Cabinet Office Rule 1, 2; functions of the product"),
        Empty = new("措置はありません。", "There is no measure."),
        Caution = new(
            "製品の外で場の運営者が行う措置は含みません。公表するときは、運営者が自ら追記してください。",
            "What the platform does outside the product is not in it; add that before you publish the page."),
    };

    public static IReadOnlyList<DraftRow> Rows =>
    [
        Of(
            "contact", new("消費者が販売業者等と連絡する手段", "Means for consumers to contact sellers"), "OP-019/contact-means",
            new("出品する事業者の名称・住所・電話番号・責任者・メール・苦情の受付時間を登録し、誰でも見られるように公開しています。", "Name, address, telephone, responsible person, e-mail and hours for complaints of each seller are on record and shown to everybody."),
            new("購入者と事業者の間のメッセージ機能。", "Messages between buyer and seller.")),
        Of(
            "complaints", new("表示についての苦情の調査", "Inquiry into complaints about displays"), "OP-019/complaints",
            new("運営は、問題のある出品を理由を記録して停止でき、解除も運営だけが行います。停止と解除は履歴に残ります。", "The platform can suspend a listing, with its reason on record, and it alone lifts that; both stay in the history."),
            new("苦情の受付と調査の記録。", "Taking complaints in, and a record of the inquiry.")),
        Of(
            "identity", new("販売業者等の特定に資する情報の提供", "Identifying information of sellers"), "OP-019/seller-identity",
            new("登録時に正式名称と連絡先を求め、法人番号・登録番号・古物商許可番号は桁数と検査数字(あるもの)を確かめます。変更はすべて履歴に残ります。", "Legal name and contact are asked at registration; corporate, invoice and permit numbers are held to their shape and check digits where they have them. Every change stays in the history."),
            new("公的な登録簿との照合、追加の情報を求めた記録。", "Look-up in official registers, and a record of further requests.")),
        Of(
            "own", new("独自の措置:公開前の規則適合の判定", "A measure of its own: verdicts before publication"), "OP-020/measures",
            new("出品は公開の前に、公開中は毎日、法令・ガイドライン・方針による規則で判定され、公開を止める規則を満たさない出品は公開されません(規則の改定に伴う猶予と、方針の適用除外を除く)。", "Each listing is judged by rules of law, guidelines and policy before it is published, and every day while it is on the shelf; one that a blocking rule refuses is kept off, but for the grace of a change of the rules and waivers of policy."),
            null),
        Of(
            "recalls", new("独自の措置:リコールの照合", "A measure of its own: recalls"), "CT-025, LS-015",
            new("取り込んだリコール情報と型番・製造番号を照合し、対応が記録されていない商品の出品を止めます。", "Recall lists that were taken in are matched by model and serial number; a listing of a unit without a recorded remedy is kept off the shelf."),
            new("製造者への協力の記録。", "A record of help given to makers.")),
        Of(
            "removal", new("大臣の要請による掲載の停止", "Listings stopped at a minister's request"), "CT-014",
            new("運営が出品を停止する操作があり、理由を記録します。", "The platform can suspend a listing and records why."),
            new("要請の受付日と要請元の記録。", "A record of when and from whom a request came.")),
        Of(
            "disclosure", new("販売業者等情報の開示請求", "Requests to disclose a seller's information"), "CT-013",
            new("事業者の名称・住所・電話番号・メール・法人番号は、請求を待たずに公開しています。", "Name, address, telephone, e-mail and corporate number of sellers are shown without a request."),
            new("開示請求の受付、意見の聴取、決定の記録。", "Taking requests in, hearing the seller, and a record of the decision.")),
        Of(
            "publication", new("措置の開示の方法", "How the measures are disclosed"), "OP-020/form",
            new("この報告書を日本語と英語で作成できます。", "This report can be drawn in Japanese and English."),
            new("公表そのもの。いつでも容易に閲覧できる場所への掲載は運営者が行います。", "The publication itself; to put it where it is easy to view at any time is up to the platform.")),
    ];

    private static DraftRow Of(string code, LocalText name, string rule, LocalText outline, LocalText? lacking) => new(code, name)
    {
        Cells = new Dictionary<string, ReportCell>
        {
            ["rule"] = new() { Text = new(rule, rule) },
            ["outline"] = new() { Text = outline },
            ["lacking"] = lacking is null ? ReportCell.Blank : new() { Text = lacking },
        },
    };
}
