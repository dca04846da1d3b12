using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>How the operator rates itself on CE-1 to CE-6, for goods that no ordinance has criteria for. It certifies nothing.</summary>
internal sealed class SelfAssessmentsPart(ReportContext context) : IReportPart
{
    private const string Score = "score";
    private const string Recorded = "recorded";

    private static readonly IReadOnlyList<Term<SelfAssessmentItem>> Items = [.. Terms<SelfAssessmentItem>.All.Where(item => !item.Value.IsOfLeases())];

    private static readonly TableShape Standing = new(
        "self_assessments", new("自己評価(CE-1〜CE-6)", "Self-assessments, CE-1 to CE-6"), new("項目と物品", "Item and goods"),
        [
            new(Score, new("点数(0〜3)", "Score, 0 to 3"), ReportUnit.Count), new(Recorded, new("期間内の記録", "Recorded in the period"), ReportUnit.Count),
            new("on", new("評価の日", "Said for"), ReportUnit.Day), new("evidence", new("根拠", "Evidence"), ReportUnit.Text), new("asked", new("事業者の種類に当てはまる", "Asked of its types"), ReportUnit.Text),
        ])
    {
        Formula = new(
            "項目と物品ごとに、基準時点までに記録され、その日までについて述べた最後の自己評価の点数です。点数の尺度は当方のもので、資料に定めはありません。点数は合否に使いません。",
            "The score of the last self-assessment over each item and goods that was recorded by the as-of instant for that day or one before. The scale is ours, the sources name none; scores decide nothing."),
        Source = new("自己評価", "Self-assessments"),
        Empty = new("自己評価は記録されていません。", "No self-assessment is on record."),
        Caution = new("どの種類の事業者にどの項目が当てはまるかは、使用中の規則(OP-024)の推論です。根拠は事業者が述べたもので、確かめていません。", "Which item fits which type of operator is an inference of the rules in use (OP-024). Evidence is what the operator states; nobody verified it."),
    };

    public void Add(ReportedListing listing)
    {
        // Says nothing of listings.
    }

    public DraftSection Draw() => new(
        "self_assessments", new("自己評価(九省令の外の物品)", "Self-assessment, goods outside the nine ordinances"),
        [
            SelfAssessmentItem.Ce1.Notice(),
            new("衣料品・靴・鞄、中古品の販売などには省令の判断の基準がなく、あるのは経済産業省のワーキンググループの案の項目だけです。", "Apparel, shoes and bags, and the sale of used goods have no criteria of an ordinance; all there is are draft items of METI's working group."),
        ],
        [new(Standing, [.. Items.SelectMany(RowsOf)])]);

    private IEnumerable<DraftRow> RowsOf(Term<SelfAssessmentItem> item)
    {
        var said = context.SelfAssessments.Where(one => one.Item == item.Value).ToList();
        return said.Count == 0
            ? [RowOf(item, null) with { Missing = Unscored(new("この項目の自己評価は記録されていません", "no self-assessment of this item is on record")) }]
            : said.GroupBy(one => one.ProductGroup).OrderBy(goods => goods.Key, StringComparer.Ordinal).Select(goods => RowOf(item, goods.Key, [.. goods]));
    }

    private DraftRow RowOf(Term<SelfAssessmentItem> item, string? goods, IReadOnlyList<SelfAssessment> said)
    {
        var row = RowOf(item, goods);
        foreach (var one in said.Where(one => context.InPeriod(one.RecordedAt)))
        {
            context.Tallies.Add(Standing.Figure(row.Code, Recorded), () => SelfAssessmentRow.Of(one));
        }

        if (said.Where(one => one.AssessedOn <= context.Day).MaxBy(one => one.Number) is not { } last)
        {
            return row with { Missing = Unscored(new("基準日までについての自己評価は記録されていません", "none is on record for that day or one before")) };
        }

        context.Tallies.Add(Standing.Figure(row.Code, Score), () => SelfAssessmentRow.Of(last), last.Score);
        return row with { Cells = new Dictionary<string, ReportCell>(row.Cells) { ["on"] = Cells.Of((DateOnly?)last.AssessedOn), ["evidence"] = Cells.Of(NameOf(last.Evidence)) } };
    }

    private DraftRow RowOf(Term<SelfAssessmentItem> item, string? goods)
    {
        var name = NameOf(goods);
        return new($"{item.Code.ToLowerInvariant()}/{goods ?? "all"}", new($"{item.Name.Ja} — {name.Ja}", $"{item.Name.En} — {name.En}"))
        {
            Cells = new Dictionary<string, ReportCell> { ["asked"] = IsAsked(item) is { } asked ? Cells.Of(asked) : ReportCell.Blank },
        };
    }

    /// <summary>Null in an edition without the clause.</summary>
    private bool? IsAsked(Term<SelfAssessmentItem> item) =>
        context.Edition.Rules.FirstOrDefault(rule => rule.Id == "OP-024" && string.Equals(rule.Clause.Replace("-", "", StringComparison.Ordinal), item.Code, StringComparison.OrdinalIgnoreCase))?.AppliesTo.Concerns(context.Owner.Profile.Types);

    private static Dictionary<string, LocalText> Unscored(LocalText why) => new() { [Score] = why };

    private static LocalText NameOf(string? goods) => goods is null
        ? new("すべての物品", "all goods")
        : ProductCategories.Groups.FirstOrDefault(group => group.Code == goods)?.Name ?? new(goods, goods);

    private static LocalText NameOf(Evidence? evidence) => evidence switch
    {
        { Address: { } address } => new(address, address),
        { Sha256: { } digest } => new($"文書 SHA-256 {digest}", $"document, SHA-256 {digest}"),
        { Text: { } text } => new($"記述: {Excerpt.Of(text)}", $"in words: {Excerpt.Of(text)}"),
        _ => new("なし", "none"),
    };
}
