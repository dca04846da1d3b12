using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>Verdicts over time: by month, by rule and month, and how the shelf stood at the end of each month.</summary>
internal sealed class VerdictsPart(ReportContext context) : IReportPart
{
    private static readonly LocalText Verdicts = new("記録された判定", "Recorded verdicts");

    private readonly TableShape _byMonth = new(
        "verdicts_by_month", new("月別の判定", "Verdicts by month"), new("月", "Month"),
        [.. Terms<AssessmentVerdict>.All.Select(term => new ReportColumn(term.Code.ToLowerInvariant(), term.Name, ReportUnit.Count))])
    {
        Formula = new("その月に記録された判定の件数を、判定の結果ごとに数えます。", "Number of verdicts that were recorded in the month, by what they came to."),
        Source = Verdicts,
        Empty = new("期間に月がありません。", "The period has no month."),
        Caution = new("前回と同じ結論になった見直しは判定を残さないため、数えません。", "A look that came to the same as the one before leaves no verdict and is not counted."),
        Chart = ReportChart.StackedOverTime,
    };

    private readonly TableShape _shelf = new(
        "shelf_by_month_end", new("月末に公開中だった出品の判定", "Verdicts of the shelf at the end of each month"), new("月", "Month"),
        [.. Terms<AssessmentVerdict>.All.Select(term => new ReportColumn(term.Code.ToLowerInvariant(), term.Name, ReportUnit.Count))])
    {
        Formula = new("月末(期間の最後の月は基準時点)に公開中だった出品を、その時に有効だった判定ごとに数えます。", "Listings that were on the shelf at the end of the month (of the period, in its last month), by the verdict that stood then."),
        Source = new("出来事の記録と判定", "Event log and verdicts"),
        Empty = new("期間に月がありません。", "The period has no month."),
        Chart = ReportChart.StackedOverTime,
    };

    private readonly TableShape _byRule = new(
        "findings_by_rule_and_month", new("規則別・月別の指摘", "Findings by rule and month"), new("規則", "Rule"),
        [new("total", new("合計", "Total"), ReportUnit.Count), .. context.Months().Select(month => new ReportColumn(ReportContext.MonthOf(month), ReportContext.NameOf(month), ReportUnit.Count))])
    {
        Formula = new("期間に記録された判定のうち、その条項を満たさない、またはデータが足りないとしたものの件数です。", "Number of verdicts recorded in the period that found the clause not met, or lacking a fact."),
        Source = Verdicts,
        Empty = new("期間に記録された判定に指摘はありません。", "No verdict that was recorded in the period found anything."),
        Caution = new("同じ出品が再び判定されると、残っている指摘はもう一度数えます。いまの指摘は別の表にあります。", "A listing that was judged again with the finding still open counts again; what is open now stands in a table of its own."),
    };

    public void Add(ReportedListing listing)
    {
        foreach (var verdict in listing.Verdicts.Where(verdict => context.InPeriod(verdict.At)))
        {
            var month = ReportContext.MonthOf(verdict.At);
            context.Tallies.Add(_byMonth.Figure(month, Column(verdict)), () => ReportContext.Row(listing, verdict));
            foreach (var finding in verdict.Result.Findings)
            {
                context.Tallies.Add(_byRule.Figure(finding.Name, "total"), () => ReportContext.Row(listing, verdict));
                context.Tallies.Add(_byRule.Figure(finding.Name, month), () => ReportContext.Row(listing, verdict));
            }
        }

        foreach (var month in context.Months())
        {
            var end = Min(Tokyo.StartOf(month.AddMonths(1)), context.End).AddTicks(-1);
            if (listing.StateAt(end) == Listings.ListingState.Published && listing.VerdictAt(end) is { } stood)
            {
                context.Tallies.Add(_shelf.Figure(ReportContext.MonthOf(month), Column(stood)), () => ReportContext.Row(listing, stood));
            }
        }
    }

    public DraftSection Draw()
    {
        var months = context.MonthRows();
        return new(
            "verdicts", new("判定の推移", "Verdicts over time"),
            [new("判定は、出品が下書き・公開・変更されたとき、規則や事業者の登録が変わったとき、そして毎日の見直しで出されます。", "A verdict is given when a listing is drafted, published or changed, when rules or the operator change, and by the daily review.")],
            [new(_byMonth, months), new(_shelf, months), new(_byRule, [.. context.Tallies.RowsOf(_byRule.Code).Select(clause => new DraftRow(clause, context.NameOf(clause)))])]);
    }

    private static string Column(ReportedVerdict verdict) => Terms<AssessmentVerdict>.Of(verdict.Result.Verdict).Code.ToLowerInvariant();

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
