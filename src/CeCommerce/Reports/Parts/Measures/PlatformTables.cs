using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;

namespace CeCommerce.Reports.Parts.Measures;

/// <summary>The tables of counts on the platform's page.</summary>
internal static class PlatformTables
{
    public const string Number = "count";

    public static readonly TableShape Counts = new(
        "platform_counts", new("実施の状況", "State of the measures"), new("項目", "Item"), [new(Number, new("件数", "Number"), ReportUnit.Count)])
    {
        Formula = new(
            "「基準時点」の項目はその時点に記録されていたもの、「期間中」の項目は期間内に少なくとも一度その動きがあったものを数えます。すべての事業者の合計です。",
            "\"At the as-of instant\" counts what was on record then, \"in the period\" that to which it happened at least once in it. Over all operators."),
        Source = new("事業者の登録、出品、判定、イベント記録", "Operators on record, listings, verdicts, event log"),
        Empty = new("項目はありません。", "There is no item."),
        Caution = new("「記録なし」は、なかったという意味ではありません。", "Not recorded does not mean that there was none."),
    };

    public static readonly TableShape Grounds = new(
        "platform_grounds", new("公開されていない理由(条項別)", "Grounds on which listings are kept off the shelf, by clause"), new("条項", "Clause"), [new(Number, new("出品", "Listings"), ReportUnit.Count)])
    {
        Formula = new("基準時点の判定が公開を認めない出品を、公開を止めている条項ごとに数えます。複数の条項に当たる出品は、それぞれで数えます。", "Listings whose verdict at the as-of instant lets them onto no shelf, by each clause that keeps them off; one with several counts with each."),
        Source = new("判定", "Verdicts"),
        Empty = new("基準時点に公開を止められている出品はありません。", "No listing was kept off the shelf at the as-of instant."),
        Caution = new("運営による停止の理由は言葉で記録され、分類していないため、この表にはありません。", "Why the platform suspended a listing is recorded in words that are not sorted, and so does not stand here."),
    };

    public static readonly TableShape Times = new(
        "platform_times", new("停止までの時間", "Time to suspension"), new("起点", "Counted from"), [new("days", new("日数", "Days"), ReportUnit.Days)])
    {
        Formula = new("起点から出品の停止までの日数です。", "Days from then to the suspension of the listing."),
        Source = new("記録する仕組みがまだありません。", "Nothing records it yet."),
        Empty = new("起点はありません。", "There is nothing to count from."),
    };

    private static readonly LocalText NoComplaints = new("苦情の受付を記録していません。", "complaints are not recorded");

    private static readonly LocalText NoRequests = new("要請や請求の受付を記録していません。", "requests are not recorded");

    public static IReadOnlyList<DraftRow> CountRows =>
    [
        new("operators", new("登録事業者(基準時点)", "Operators on record, at the as-of instant")),
        new("operators_with_permit", new("有効な古物商許可の記録がある事業者(基準時点)", "Operators with a dealer's permit in force on record, at the as-of instant")),
        new("permits", new("有効な古物商許可の記録(基準時点)", "Dealers' permits in force on record, at the as-of instant")),
        new("shops_notified", new("届出済みURLの記録がある事業者(基準時点)", "Operators with a notified shop address on record, at the as-of instant")),
        new("published", new("公開中の出品(基準時点)", "Listings on the shelf, at the as-of instant")),
        new("published_in_period", new("公開されていた出品(期間中)", "Listings that were on the shelf, in the period")),
        new("kept_off", new("判定により公開できない出品(基準時点)", "Listings that their verdict keeps off the shelf, at the as-of instant")),
        new("taken_off", new("判定と同時に一時停止された出品(期間中)", "Listings paused with a verdict, in the period")),
        new("suspended", new("運営が停止した出品(期間中)", "Listings suspended by the platform, in the period")),
        new("suspended_now", new("運営が停止している出品(基準時点)", "Listings under suspension by the platform, at the as-of instant")),
        new("recalls", new("リコール対象として公開されなかった、または一時停止された出品(期間中)", "Listings kept off or paused for a recall, in the period")),
        Missing("complaints", new("表示についての苦情(期間中)", "Complaints about displays, in the period"), NoComplaints),
        Missing("identity_requests", new("販売業者等に特定に資する情報を求めた件数(期間中)", "Requests to sellers for identifying information, in the period"), NoRequests),
        Missing("removal_requests", new("大臣による掲載停止の要請(期間中)", "Ministers' requests to stop listings, in the period"), NoRequests),
        Missing("disclosure_requests", new("販売業者等情報の開示請求(期間中)", "Requests to disclose sellers' information, in the period"), NoRequests),
    ];

    public static IReadOnlyList<DraftRow> TimeRows =>
    [
        new("from_complaint", new("苦情の受付から", "From the complaint")) { Missing = new Dictionary<string, LocalText> { ["days"] = NoComplaints } },
        new("from_request", new("大臣の要請から", "From the minister's request")) { Missing = new Dictionary<string, LocalText> { ["days"] = NoRequests } },
    ];

    private static DraftRow Missing(string code, LocalText name, LocalText why) => new(code, name) { Missing = new Dictionary<string, LocalText> { [Number] = why } };
}
