using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>What is not met at the as-of instant, clause by clause, what to do about it, and how long it has been so.</summary>
internal sealed class FindingsPart(ReportContext context) : IReportPart
{
    private static readonly LocalText Population = new("売り切れ・取下げでない出品の有効な判定", "Standing verdicts of listings that are neither sold nor withdrawn");

    private static readonly LocalText None = new("基準時点に指摘はありません。", "Nothing is unmet at the as-of instant.");

    private static readonly (string Code, int Most, LocalText Name)[] Ages =
    [
        ("days_7", 7, new("7日以内", "Up to 7 days")),
        ("days_30", 30, new("8〜30日", "8 to 30 days")),
        ("days_90", 90, new("31〜90日", "31 to 90 days")),
        ("days_over_90", int.MaxValue, new("90日超", "Over 90 days")),
    ];

    private static readonly TableShape Open = new(
        "open_findings", new("基準時点の指摘(条項別)", "Open findings at the as-of instant, by clause"), new("条項", "Clause"),
        [
            new("listings", new("出品", "Listings"), ReportUnit.Count), new("shelf", new("うち公開中", "Of which on the shelf"), ReportUnit.Count),
            new("failed", new("うち不適合", "Of which not met"), ReportUnit.Count), new("unknown", new("うち不明", "Of which unknown"), ReportUnit.Count),
            new("waived", new("うち適用除外", "Of which waived"), ReportUnit.Count), new("since", new("最も古いもの", "Oldest since"), ReportUnit.Day),
            new("effect", new("効果", "Effect"), ReportUnit.Text), new("status", new("規範の種類", "Kind of norm"), ReportUnit.Text), new("law", new("法令・指針", "Law or guideline"), ReportUnit.Text),
            new("article", new("条", "Article"), ReportUnit.Text), new("certainty", new("典拠の確かさ", "Certainty"), ReportUnit.Text), new("remedy", new("是正方法", "Remedy"), ReportUnit.Text),
        ])
    {
        Formula = new(
            "有効な判定がその条項を満たさない(不適合)、または判断に要するデータがない(不明)とする出品の件数です。「最も古いもの」は、有効な判定までその条項を満たさない判定が途切れずに続く始まりの日のうち、最も早い日です。",
            "Listings whose standing verdict finds the clause not met, or lacks the facts to tell. Oldest since: the earliest day on which an unbroken run of verdicts with the clause unmet began that lasts to the standing one."),
        Source = Population,
        Empty = None,
        Caution = new("条項の名前が版の間で変わると、その日から数え直しになります。一件の出品は、指摘のある条項のすべてに数えます。", "Where an edition renamed a clause, its run begins anew. A listing counts at every clause that it does not meet."),
    };

    private static readonly TableShape ByAge = new(
        "findings_by_age", new("指摘の古さ", "Age of open findings"), new("条項", "Clause"), [.. Ages.Select(age => new ReportColumn(age.Code, age.Name, ReportUnit.Count))])
    {
        Formula = new("上の表の出品を、満たさない判定が途切れずに続く日数(始まりの日から基準時点の日まで)で分けます。", "The listings of the table above by the days from the beginning of the unbroken run to the day of the as-of instant."),
        Source = Population,
        Empty = None,
        Chart = ReportChart.Bars,
    };

    private readonly Dictionary<string, OpenClause> _clauses = new(StringComparer.Ordinal);

    public void Add(ReportedListing listing)
    {
        if (!listing.State.IsOpen() || listing.Standing is not { } standing)
        {
            return;
        }

        foreach (var finding in standing.Result.Findings)
        {
            Count(listing, standing, finding);
        }
    }

    public DraftSection Draw()
    {
        var clauses = _clauses.OrderByDescending(pair => pair.Value.Effect).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        return new(
            "findings", new("基準時点の指摘", "Open findings"),
            [
                new("重いものから順に並べます。効果は判定のとおり、条文と是正方法は使用中の規則の版によります。", "What weighs most comes first. Effects are those of the verdicts; law and remedy are those of the edition in use."),
                new("「不明」は不適合を意味しません。判断に要するデータが記録されていないものです。", "Unknown does not mean not met: the facts to tell are not recorded."),
            ],
            [new(Open, [.. clauses.Select(pair => Row(pair.Key, pair.Value))]), new(ByAge, [.. clauses.Select(pair => new DraftRow(pair.Key, context.NameOf(pair.Key)))])]);
    }

    private void Count(ReportedListing listing, ReportedVerdict standing, ComplianceFinding finding)
    {
        var since = Tokyo.DayOf(listing.Since(verdict => verdict.Result.Findings.Any(one => one.Name == finding.Name)) ?? standing.At);
        var age = context.Day.DayNumber - since.DayNumber;
        foreach (var column in ColumnsOf(listing, finding))
        {
            context.Tallies.Add(Open.Figure(finding.Name, column), () => Behind(listing, since));
        }

        context.Tallies.Add(ByAge.Figure(finding.Name, Ages.First(one => age <= one.Most).Code), () => Behind(listing, since));
        _clauses[finding.Name] = (_clauses.GetValueOrDefault(finding.Name) ?? new(since, finding.Effect)).With(since, finding.Effect);
    }

    private static IEnumerable<string> ColumnsOf(ReportedListing listing, ComplianceFinding finding)
    {
        yield return "listings";
        yield return finding.Verdict == RuleVerdict.Fail ? "failed" : "unknown";
        if (listing.State == ListingState.Published)
        {
            yield return "shelf";
        }

        if (finding.Waiver is not null)
        {
            yield return "waived";
        }
    }

    private RowBehind Behind(ReportedListing listing, DateOnly since)
    {
        var state = Kinds.NameOf(listing.State);
        return context.Row(listing, new($"{state.Ja}、{ReportText.Of(since)}から", $"{state.En}, since {ReportText.Of(since)}"));
    }

    private DraftRow Row(string clause, OpenClause open)
    {
        var cells = new Dictionary<string, ReportCell> { ["since"] = Cells.Of((DateOnly?)open.Since), ["effect"] = Cells.Of(open.Effect) };
        if (context.RuleOf(clause) is { } rule)
        {
            cells["status"] = Cells.Of(rule.Status);
            cells["law"] = Cells.Of(rule.Basis.Law);
            cells["article"] = Cells.Of(new LocalText(rule.Basis.Article, rule.Basis.Article));
            cells["certainty"] = Cells.Of(rule.Basis.Certainty);
            cells["remedy"] = Cells.Of(rule.Remedy);
        }
        else
        {
            cells["remedy"] = Cells.Of(new LocalText("使用中の版にない条項です。出品をもう一度確認してください。", "The edition in use has no such clause. Have the listing checked again."));
        }

        return new(clause, context.NameOf(clause)) { Cells = cells };
    }

    private sealed record OpenClause(DateOnly Since, FindingEffect Effect)
    {
        public OpenClause With(DateOnly since, FindingEffect effect) => new(since < Since ? since : Since, effect > Effect ? effect : Effect);
    }
}
