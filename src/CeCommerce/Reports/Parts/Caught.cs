using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;

namespace CeCommerce.Reports.Parts;

/// <summary>What the rules caught before harm, in the period.</summary>
internal sealed class Caught(ReportContext context)
{
    private static readonly LocalText Source = new("判定と出来事の記録", "Verdicts and event log");

    private static readonly (string Code, LocalText Name)[] Fates =
    [
        ("all", new("掲載前に止められた出品", "Stopped before the shelf")),
        ("mended", new("後に是正された", "Mended later")),
        ("blocked", new("まだ止められている", "Still stopped")),
        ("withdrawn", new("取り下げられた", "Withdrawn")),
    ];

    private readonly TableShape _before = new("caught_before_shelf", new("一度も公開されないうちに止められた出品", "Listings that were stopped before they were ever on the shelf"), new("その後", "What became of them"), KeptOff.Columns)
    {
        Formula = new(
            "最初の公開より前に、掲載を認めない判定を受けた出品です。最初のその判定が期間内にあるものを、その判定の理由の列に数えます。" + KeptOff.Order.Ja
            + "「是正された」は後に公開されたか、基準時点に有効な判定が掲載を認めるもの。「取り下げられた」は是正されずに取下げとなったもの。残りが「まだ止められている」です。",
            "Listings with a verdict that did not let them be published before they first were; those whose first such verdict lies in the period, in the column of its reason. " + KeptOff.Order.En
            + " Mended: published later, or the standing verdict lets it be. Withdrawn: ended without having been mended. The others are still stopped."),
        Source = Source,
        Empty = new("該当する出品はありません。", "There was no such listing."),
        Caution = new("書きかけの下書きは、データ不足として数えられやすくなります。被害がなかったことの証明ではありません。", "Drafts that are still being written easily count as data missing. It proves no harm avoided."),
    };

    private readonly TableShape _off = new("taken_off_shelf", new("基準により棚から下ろされた出品", "Taken off the shelf by the standards"), new("月", "Month"), KeptOff.Columns)
    {
        Formula = new(
            "公開中から一時停止に移り、その時に有効だった判定が棚に残ることも認めなかった回数です(事業者自身の一時停止は含みません)。" + KeptOff.Order.Ja,
            "Moves from published to paused under a verdict that did not let the listing stay; pauses by the operator do not count. " + KeptOff.Order.En),
        Source = Source,
        Empty = new("期間に月がありません。", "The period has no month."),
        Caution = new("出来事の記録は誰が動かしたかを示さないため、同じ時点の判定から導きます。", "The event log does not say who moved a listing; it is drawn from the verdict of that moment."),
        Chart = ReportChart.StackedOverTime,
    };

    private readonly TableShape _recalled = new(
        "recalled_units", new("リコール対象と分かった物", "Units found to be under recall"), new("どのように", "How"),
        [
            new("units", new("物(個体)", "Units"), ReportUnit.Count), new("shelf", new("うち公開中に分かったもの", "Of which on the shelf then"), ReportUnit.Count),
            new("open", new("うち基準時点に未解消", "Of which open at the as-of instant"), ReportUnit.Count),
        ])
    {
        Formula = new(
            "期間内の判定で、リコールの条項を満たさないとされた出品の物を、個体ごとに一度数えます。「公開中」は最初のその判定の直前に公開中だったもの。「未解消」は、売り切れ・取下げでない出品の有効な判定がなお満たさないとするものです。",
            "Units of listings that a verdict of the period found not to meet the clause on recalls, each unit once. On the shelf: published just before the first such verdict. Open: the standing verdict of a listing neither sold nor withdrawn still finds it."),
        Source = Source,
        Empty = new("使用中の規則にリコールの条項がありません。", "The rules in use have no clause on recalls."),
        Caution = new("取り込まれたリコール情報と事業者の記録にあるものだけです。", "Only what is in the imported lists of recalls, or recorded by the operator."),
    };

    private readonly IReadOnlyList<string> _recalls = [.. context.Edition.Rules.Where(rule => rule.CheckName is "safety.no-listed-recall" or "safety.no-open-recall").Select(rule => rule.ToString())];
    private readonly HashSet<(string Clause, string Column, Guid Unit)> _units = [];

    public void Add(ReportedListing listing)
    {
        Before(listing);
        Off(listing);
        foreach (var clause in _recalls)
        {
            if (listing.Verdicts.FirstOrDefault(verdict => context.InPeriod(verdict.At) && Finds(verdict, clause)) is { } caught)
            {
                Recalled(listing, clause, caught);
            }
        }
    }

    public IReadOnlyList<DraftTable> Draw() =>
    [
        new(_before, [.. Fates.Select(fate => new DraftRow(fate.Code, fate.Name))]),
        new(_off, context.MonthRows()),
        new(_recalled, [.. _recalls.Select(clause => new DraftRow(clause, context.NameOf(clause)))]),
    ];

    private void Before(ReportedListing listing)
    {
        var shelf = listing.Moves.FirstOrDefault(move => move.To == ListingState.Published)?.At;
        var stopped = listing.Verdicts.TakeWhile(verdict => shelf is null || verdict.At < shelf).FirstOrDefault(verdict => !verdict.Result.MayPublish);
        if (stopped is not null && context.InPeriod(stopped.At))
        {
            var fate = listing.WasPublished || listing.Standing!.Result.MayPublish ? "mended" : listing.State == ListingState.Withdrawn ? "withdrawn" : "blocked";
            Count(_before, "all", listing, stopped);
            Count(_before, fate, listing, stopped);
        }
    }

    private void Off(ReportedListing listing)
    {
        for (var at = 1; at < listing.Moves.Count; at++)
        {
            var (from, move) = (listing.Moves[at - 1].To, listing.Moves[at]);
            if (from == ListingState.Published && move.To == ListingState.Paused && context.InPeriod(move.At) && listing.VerdictAt(move.At) is { Result.MayStay: false } verdict)
            {
                Count(_off, ReportContext.MonthOf(move.At), listing, verdict);
            }
        }
    }

    private void Count(TableShape table, string row, ReportedListing listing, ReportedVerdict verdict)
    {
        foreach (var column in (string[])[Kinds.Total, KeptOff.Of(verdict.Result)!.Code])
        {
            context.Tallies.Add(table.Figure(row, column), () => ReportContext.Row(listing, verdict, Blocking(verdict.Result)));
        }
    }

    private void Recalled(ReportedListing listing, string clause, ReportedVerdict caught)
    {
        Once(clause, "units", listing, caught);
        if (listing.StateBefore(caught.At) == ListingState.Published)
        {
            Once(clause, "shelf", listing, caught);
        }

        if (listing.State.IsOpen() && Finds(listing.Standing!, clause))
        {
            Once(clause, "open", listing, listing.Standing!);
        }
    }

    /// <summary>A unit with several listings counts once.</summary>
    private void Once(string clause, string column, ReportedListing listing, ReportedVerdict verdict)
    {
        if (_units.Add((clause, column, listing.ItemId.Value)))
        {
            context.Tallies.Add(_recalled.Figure(clause, column), () => ReportContext.Row(listing, verdict));
        }
    }

    private static LocalText Blocking(Compliance verdict) => Cells.Joined(verdict.Findings.Where(finding => finding.KeepsOff).Select(finding => new LocalText(finding.Name, finding.Name)));

    private static bool Finds(ReportedVerdict verdict, string clause) => verdict.Result.Findings.Any(finding => finding.Name == clause);
}
