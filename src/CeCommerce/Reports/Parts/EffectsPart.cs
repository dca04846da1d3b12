using CeCommerce.Listings;
using CeCommerce.Listings.Waivers;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;

namespace CeCommerce.Reports.Parts;

/// <summary>What the standards do to listings: what they keep off the shelf at the as-of instant, and what they caught in the period.</summary>
internal sealed class EffectsPart(ReportContext context) : IReportPart
{
    private static readonly LocalText Verdicts = new("出品の状態(出来事の記録)と判定", "States of listings (event log) and verdicts");

    private readonly TableShape _now = new("effects_at_instant", new("基準時点の効果", "Effects at the as-of instant"), new("効果", "Effect"), Kinds.Columns)
    {
        Formula = new(
            "「掲載できない」は、基準時点に下書きまたは一時停止で、有効な判定が掲載を認めない出品です。" + KeptOff.Order.Ja + "「猶予中」は、公開中だが規則の新しい版が認めず、まだ猶予の日が来ていないもの。「適用除外」は、有効な判定の指摘の少なくとも一つを監査人の適用除外が免じているものです。",
            "Kept off: draft or paused listings whose standing verdict does not let them be published. " + KeptOff.Order.En + " In grace: on the shelf although a new edition of the rules refuses them, its grace not yet over. Waived: an auditor's waiver excuses at least one finding of the standing verdict."),
        Source = Verdicts,
        Empty = new("出品はありません。", "There was no listing."),
        Caution = new(
            "棚にない出品の判定は、次に見直されるまで前のままです。猶予中と適用除外の出品は、他の行にも数えることがあります。",
            "The verdict of a listing off the shelf stays as it is until somebody looks again. Listings in grace and waived ones may count in other rows too."),
    };

    private readonly TableShape _graces = new(
        "grace_by_day", new("猶予の終わる日", "When graces end"), new("終わる日", "Day"), [new("listings", new("出品", "Listings"), ReportUnit.Count), new("left", new("残りの日数", "Days left"), ReportUnit.Days)])
    {
        Formula = new("その日に是正されていなければ棚から下りる、猶予中の出品の件数です。残りの日数は基準時点の日から数えます。", "Listings in grace that come off the shelf on that day unless they are mended. Days are counted from the day of the as-of instant."),
        Source = Verdicts,
        Empty = new("猶予中の出品はありません。", "No listing is in grace."),
    };

    private readonly TableShape _waived = new(
        "waived_findings", new("適用除外により免じられた指摘", "Findings that waivers excuse"), new("適用除外", "Waiver"),
        [
            new("listings", new("出品", "Listings"), ReportUnit.Count), new("shelf", new("うち公開中", "Of which on the shelf"), ReportUnit.Count), new("clause", new("条項", "Clause"), ReportUnit.Text),
            new("scope", new("範囲", "Scope"), ReportUnit.Text), new("granted", new("認めた日", "Granted"), ReportUnit.Day), new("until", new("終わる日", "Until"), ReportUnit.Day),
        ])
    {
        Formula = new(
            "売り切れ・取下げでない出品の有効な判定が挙げる適用除外のうち、基準時点の日にまだ終わっていないものです。「終わる日」は効力のない最初の日です。",
            "Waivers that standing verdicts of listings neither sold nor withdrawn name, and that have not ended on the day of the as-of instant. Until is the first day without effect."),
        Source = new("判定と適用除外", "Verdicts and waivers"),
        Empty = new("免じられた指摘はありません。", "No finding is excused."),
        Caution = new("適用除外は指摘を消しません。法令による不可には効きません。理由と根拠は適用除外の記録にあります。", "A waiver removes no finding and never excuses a block by law. Its reason and evidence stand in its own record."),
    };

    private readonly Caught _caught = new(context);
    private readonly Dictionary<string, NamedWaiver> _named = new(StringComparer.Ordinal);
    private readonly HashSet<DateOnly> _ends = [];

    public void Add(ReportedListing listing)
    {
        _caught.Add(listing);
        if (!listing.State.IsOpen())
        {
            return;
        }

        if (listing.State == ListingState.Suspended)
        {
            Count("suspended", listing);
        }

        if (listing.Standing is { } standing)
        {
            OfVerdict(listing, standing.Result);
        }
    }

    public DraftSection Draw() => new(
        "effects", new("基準の効果", "What the standards do"),
        [
            new("法令により不可と方針により不可は、常に分けて数えます。", "Blocks by law and blocks by the platform's policy are always told apart."),
            new("初めの三つの表は基準時点の状態、後の三つは期間内に基準が止めたものです。", "The first three tables say how things stood at the as-of instant, the other three what the standards caught in the period before harm."),
        ],
        [
            new(_now, [
                .. KeptOff.All.Select(why => new DraftRow(why.Code, new($"掲載できない: {why.Name.Ja}", $"Kept off the shelf: {why.Name.En}"))),
                new("suspended", new("運営による停止", "Suspended by the platform")), new("in_grace", new("猶予中(公開中)", "In grace, on the shelf")), new("waived", new("適用除外のある出品", "With a waived finding")),
            ]),
            new(_graces, [.. _ends.Order().Select(GraceRow)]),
            new(_waived, [.. _named.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => WaiverRow(pair.Key, pair.Value))]),
            .. _caught.Draw(),
        ]);

    private void OfVerdict(ReportedListing listing, Compliance verdict)
    {
        if (listing.State is ListingState.Draft or ListingState.Paused && KeptOff.Of(verdict) is { } why)
        {
            Count(why.Code, listing);
        }

        if (listing.State == ListingState.Published && verdict is { MayPublish: false, GraceUntil: { } until } && until > context.Day)
        {
            Count("in_grace", listing, new($"{ReportText.Of(until)}まで", $"until {ReportText.Of(until)}"));
            _ends.Add(until);
            context.Tallies.Add(_graces.Figure(ReportText.Of(until), "listings"), () => context.Row(listing));
        }

        Waived(listing, verdict);
    }

    private void Waived(ReportedListing listing, Compliance verdict)
    {
        var waived = verdict.Findings.Where(finding => finding.Waiver?.Until > context.Day).ToList();
        if (waived.Count > 0)
        {
            Count("waived", listing, Cells.Joined(waived.Select(finding => new LocalText(finding.Name, finding.Name))));
        }

        foreach (var finding in waived)
        {
            var row = $"{finding.Waiver!.Id} {finding.Name}";
            _named[row] = finding.Waiver;
            context.Tallies.Add(_waived.Figure(row, "listings"), () => context.Row(listing, Kinds.NameOf(listing.State)));
            if (listing.State == ListingState.Published)
            {
                context.Tallies.Add(_waived.Figure(row, "shelf"), () => context.Row(listing));
            }
        }
    }

    private void Count(string row, ReportedListing listing, LocalText? note = null)
    {
        foreach (var column in Kinds.ColumnsOf(listing))
        {
            context.Tallies.Add(_now.Figure(row, column), () => context.Row(listing, note ?? Kinds.NameOf(listing.State)));
        }
    }

    private DraftRow GraceRow(DateOnly until) => new(ReportText.Of(until), new(ReportText.Of(until), ReportText.Of(until)))
    {
        Values = new Dictionary<string, long> { ["left"] = until.DayNumber - context.Day.DayNumber },
    };

    private DraftRow WaiverRow(string row, NamedWaiver named)
    {
        var (id, clause) = (named.Id.ToString(), row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var granted = context.Waivers.FirstOrDefault(waiver => waiver.Id == named.Id);
        return new(row, new(id, id))
        {
            Cells = new Dictionary<string, ReportCell>
            {
                ["clause"] = Cells.Of(context.NameOf(clause)),
                ["scope"] = Cells.Of(ScopeOf(granted)),
                ["granted"] = Cells.Of(granted is null ? (DateOnly?)null : Tokyo.DayOf(granted.GrantedAt)),
                ["until"] = Cells.Of((DateOnly?)named.Until),
            },
        };
    }

    private static LocalText ScopeOf(Waiver? granted) => granted switch
    {
        null => ReportText.NotRecorded,
        { ListingId: null } => new("事業者のすべての出品", "every listing of the operator"),
        _ => new("この出品だけ", "this listing alone"),
    };
}
