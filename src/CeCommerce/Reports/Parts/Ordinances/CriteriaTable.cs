using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>A table of criteria: a row for each criterion and product group.</summary>
internal static class CriteriaTable
{
    public const string Fulfilled = "fulfilled";
    public const string NotFulfilled = "not_fulfilled";
    public const string Unknown = "unknown";
    public const string Records = "evidence";

    public static readonly string[] Outcomes = [Fulfilled, NotFulfilled, Unknown];

    private static readonly IReadOnlyList<ReportColumn> Columns =
    [
        new("counted", new("数えるもの", "What is counted"), ReportUnit.Text), new(Fulfilled, new("満たす", "Fulfilled"), ReportUnit.Count),
        new(NotFulfilled, new("満たさない", "Not fulfilled"), ReportUnit.Count), new(Unknown, new("不明・記載なし", "Unknown or not stated"), ReportUnit.Count),
        new(Records, new("証拠となる記録", "Records as evidence"), ReportUnit.Count), new("met_since", new("満たす: 最も古いもの", "Fulfilled, oldest since"), ReportUnit.Day),
        new("unmet_since", new("満たさない・不明: 最も古いもの", "Unmet, oldest since"), ReportUnit.Day), new("effect", new("満たさないときの効果", "Effect when unmet"), ReportUnit.Text),
        new("article", new("省令と条", "Ordinance and article"), ReportUnit.Text), new("records", new("示す記録", "Which records show it"), ReportUnit.Text),
    ];

    private static readonly LocalText Formula = new(
        "出品を数える行は、売り切れ・取下げでない出品の有効な判定が、その条項を満たす・満たさない・判断できないとした件数です(条項が当てはまらない出品は数えません)。記録を数える行は、基準時点までの記録から規則を当てはめた結果で、製品群ごとに1と数えます。証拠となる記録は、取り下げた出品のものも含めて基準時点までのすべてです。",
        "Rows that count listings: those neither sold nor withdrawn whose standing verdict finds the clause met, not met, or lacks the facts to tell; listings to which it does not apply are not counted. Rows that count records: the rules are applied to what was on record at the as-of instant, and each product group counts 1. Records as evidence are all up to the instant, of withdrawn listings too.");

    private static readonly LocalText Source = new(
        "判定、賃貸前の開示の記録、検査・消去・修理の記録、自己評価、事業者の登録", "Verdicts, kept lease disclosures, acts of inspection, erasure and repair, self-assessments, the operator's record");

    private static readonly LocalText Caution = new(
        "記録があることは、その内容が正しいことの証明ではありません。版の間で名前が変わった条項、またはこのサーバーで読めない版の判定は数えられません。",
        "That there is a record does not prove what it says. Verdicts under other names of a clause, or of editions that this server cannot read, are not counted.");

    public static TableShape Of(string code, LocalText title, LocalText empty) => new(code, title, new("基準と製品群", "Criterion and product group"), Columns)
    {
        Formula = Formula,
        Source = Source,
        Empty = empty,
        Caution = Caution,
    };

    /// <summary>Without figures and days.</summary>
    public static DraftRow RowOf(Rule clause, LocalText counted, LocalText records) => new(clause.ToString(), NameOf(clause))
    {
        Cells = new Dictionary<string, ReportCell>
        {
            ["counted"] = Cells.Of(counted),
            ["effect"] = Cells.Of(clause.EffectWhenUnmet),
            ["article"] = Cells.Of(new LocalText($"{clause.Basis.Law.Ja} {clause.Basis.Article}", $"{clause.Basis.Law.En} {clause.Basis.Article}")),
            ["records"] = Cells.Of(records),
        },
    };

    public static DraftRow Since(this DraftRow row, DateOnly? met, DateOnly? unmet) => row with
    {
        Cells = new Dictionary<string, ReportCell>(row.Cells) { ["met_since"] = Cells.Of(met), ["unmet_since"] = Cells.Of(unmet) },
    };

    public static DraftRow NotRecorded(this DraftRow row, LocalText why, params IEnumerable<string> columns) => row with
    {
        Missing = new Dictionary<string, LocalText>([.. row.Missing, .. columns.Select(column => KeyValuePair.Create(column, why))]),
    };

    private static LocalText NameOf(Rule clause) => OrdinanceGroup.Of(clause) is { } group
        ? new($"{clause.Id} {clause.Title.Ja} — {group.Name.Ja}", $"{clause.Id} {clause.Title.En} — {group.Name.En}")
        : new($"{clause.Id} {clause.Title.Ja}", $"{clause.Id} {clause.Title.En}");
}
