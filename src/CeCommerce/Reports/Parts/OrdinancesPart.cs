using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts.Ordinances;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts;

/// <summary>Criterion by criterion of the nine ordinances: what is fulfilled and which records show it, what is not, and what is not recorded.</summary>
internal sealed class OrdinancesPart(ReportContext context, Dealings dealings) : IReportPart
{
    private static readonly LocalText Listings = new("出品", "listings");

    private static readonly TableShape LeftOut = new(
        "groups_left_out", new("載せていない製品群とその理由", "Product groups that are left out, and why"), new("製品群と立場", "Product group and role"), [new("why", new("理由", "Why"), ReportUnit.Text)])
    {
        Formula = new("賃貸事業者・修理事業者それぞれについて、上の表に行のない製品群です。", "Product groups without rows above, for lessors and for repairers."),
        Source = new("事業者の登録、出品、修理の記録、自己評価", "The operator's record, listings, repairs and self-assessments"),
        Empty = new("載せていない製品群はありません。", "No product group is left out."),
    };

    private readonly OrdinanceClauses _clauses = new(context, dealings);
    private readonly RecordCriteria _records = new(context, dealings);
    private ListingCriteria? _listings;
    private EvidenceRecords? _evidence;

    private ListingCriteria OfListings => _listings ??= new(context, _clauses);

    private EvidenceRecords OfEvidence => _evidence ??= new(context, _clauses, dealings);

    public void Add(ReportedListing listing)
    {
        OfListings.Add(listing);
        OfEvidence.Add(listing);
    }

    public DraftSection Draw() => new(
        "ordinances", new("九省令の判断の基準(CEコマース)", "Criteria of the nine ordinances (CE commerce)"), Notes(),
        [
            .. OrdinanceClauses.Tables.Select(table => new DraftTable(table, [.. _clauses.In(table).Select(clause => RowOf(clause, table)).OfType<DraftRow>()])),
            new(LeftOut, [.. OrdinanceClauses.LeftOut(dealings).Select(RowOf)]),
        ]);

    private DraftRow? RowOf(Rule clause, TableShape table)
    {
        if (clause.Subject != Subject.Listing)
        {
            return _records.RowOf(clause, table);
        }

        var evidence = ClauseEvidence.Of(clause);
        var row = CriteriaTable.RowOf(clause, Listings, evidence.Records).Since(OfListings.OldestOf(clause, met: true), OfListings.OldestOf(clause, met: false));
        return evidence.None is { } why ? row.NotRecorded(why, CriteriaTable.Records) : row;
    }

    private static DraftRow RowOf((OrdinanceGroup Group, LocalText Role, LocalText Why) left) => new(
        $"{left.Role.En.ToLowerInvariant()}/{left.Group.Code}", new($"{left.Group.Name.Ja} — {left.Role.Ja}", $"{left.Group.Name.En} — {left.Role.En}"))
    {
        Cells = new Dictionary<string, ReportCell> { ["why"] = Cells.Of(left.Why) },
    };

    private List<LocalText> Notes() =>
    [
        new(
            "資源有効利用促進法18条・26条に基づく九省令(2001年、2026年4月1日施行の改正後)の、賃貸事業者と修理事業者の判断の基準です。法令の基準ですが、満たさないときにあるのは指導・助言だけです(19条・27条)。勧告・命令は、一定量以上の製造・自ら輸入した物の販売の事業者に限られます(20条・28条)。",
            "Criteria for lessors and repairers of the nine ordinances of 2001 under arts 18 and 26 of the Resources Act, as in force since 2026-04-01. They are statutory; a breach meets guidance and advice only (arts 19, 27). Recommendations and orders concern makers and sellers of own imports above a volume (arts 20, 28)."),
        new("この章は認証ではなく、国への報告でもありません(賃貸事業者・修理事業者に報告の義務や登録・認証の制度はありません)。", "This section certifies nothing and is no report to the authorities; lessors and repairers have no duty to report, and there is no registration or certification of operators."),
        new(
            "法令に「CEコマース」の語はなく、これらの基準をCEコマースの基準とみるのは当方の読みです。中古品の販売、買取り、取引の場には省令の基準がありません。",
            "The law has no word for CE commerce; that these are its criteria is our reading. The sale of used goods, buying them and platforms have no criteria of the ordinances."),
        new(
            "賃貸前の開示は消費者に対するもので、事業者間の賃貸では推奨とみています(当方の読み)。保存の「適切な期間」に年数の定めはありません。",
            "What is told before a lease is owed to consumers; between businesses we read it as a recommendation. The appropriate period for which records are kept has no number of years."),
        .. _clauses.All.Count > 0 ? [] : (LocalText[])[new("基準時点の規則の版に、施行中の九省令の条項がありません。", "The edition of the rules at the as-of instant had no clause of the nine ordinances in force.")],
    ];
}
