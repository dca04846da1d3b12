using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;

namespace CeCommerce.Reports.Parts;

/// <summary>Safety: units under a recall that the standards caught, what became of them, and what is not on record.</summary>
internal sealed class SafetyPart(ReportContext context) : IReportPart
{
    private static readonly LocalText NoIncidents = new("事故や不具合の報告を記録していません。今後の版で扱います。", "accidents and reported faults are not recorded; they come with a later version");

    private static readonly LocalText NoReturns = new("引渡し後の返品を注文に記録していません。", "an order records no return after its hand-over");

    private static readonly LocalText NoClaims = new("保証の請求を記録していません。", "claims under a warranty are not recorded");

    private static readonly TableShape Recalls = new(
        "recalls_caught", new("リコール対象として見つかった商品", "Units of recalled models that were caught"), new("条項", "Clause"),
        [
            new("units", new("商品", "Units"), ReportUnit.Count),
            new("kept_off", new("公開されなかった出品", "Listings kept off the shelf"), ReportUnit.Count),
            new("taken_off", new("判定と同時に一時停止された出品", "Listings paused with the verdict"), ReportUnit.Count),
            new("suspended", new("指摘中に運営が停止した出品", "Listings suspended by the platform while found"), ReportUnit.Count),
        ])
    {
        Formula = new(
            "期間内に記録された判定がその条項を満たさないとした商品を、同じ現物は一度だけ数えます。出品は、その判定の時点で公開されていなかったもの、判定と同じ時刻に一時停止されたもの、指摘が残る間に運営が停止したものを、それぞれ一度だけ数えます。",
            "Units of which a verdict recorded in the period found the clause not met, each once. Listings: those that were not on the shelf when it was given, those paused in the same instant, and those that the platform suspended while the finding stood, each once."),
        Source = new("判定とイベント記録。LS-015", "Verdicts and event log. LS-015"),
        Empty = new("条項がありません。", "There is no clause."),
        Caution = new(
            "取り込まれたリコール情報と、事業者が記録した確認結果で分かる範囲です。運営による停止の理由は、出来事の記録からは分かりません。",
            "As far as imported recall lists and what the operator recorded show it. Why the platform suspended a listing does not stand in the event log."),
    };

    private static readonly TableShape Incidents = new(
        "safety_incidents", new("事故・返品・保証の請求", "Accidents, returns and claims"), new("種類", "Kind"), [new("count", new("件数", "Number"), ReportUnit.Count)])
    {
        Formula = new("期間内に記録された件数です。", "Number recorded in the period."),
        Source = new("記録する仕組みがまだありません。", "Nothing records them yet."),
        Empty = new("種類がありません。", "There is no kind."),
        Caution = new("「記録なし」は、なかったという意味ではありません。", "Not recorded does not mean that there was none."),
    };

    /// <summary>A unit may be caught with several listings.</summary>
    private readonly HashSet<(string Clause, ItemId Item)> _caught = [];

    public void Add(ReportedListing listing)
    {
        foreach (var clause in RecallFindings.Clauses)
        {
            var found = listing.Verdicts.Where(verdict => context.InPeriod(verdict.At) && verdict.Found(clause)).ToList();
            if (found.Count > 0 && _caught.Add((clause, listing.ItemId)))
            {
                context.Tallies.Add(Recalls.Figure(clause, "units"), () => ReportContext.Row(listing, found[0]));
            }

            Count(clause, "kept_off", listing, found.Find(verdict => verdict.KeptOff(listing)));
            Count(clause, "taken_off", listing, found.Find(verdict => verdict.TookDown(listing)));
            if (listing.Moves.FirstOrDefault(move => move.To == ListingState.Suspended && context.InPeriod(move.At) && listing.VerdictAt(move.At)?.Found(clause) == true) is { } suspended)
            {
                context.Tallies.Add(Recalls.Figure(clause, "suspended"), () => context.Row(listing) with { At = suspended.At });
            }
        }
    }

    public DraftSection Draw() => new(
        "safety", new("安全", "Safety"),
        [new("リコールの照合は、出品の判定のたびに行われます。", "Recalls are matched with every verdict over a listing.")],
        [
            new(Recalls, [.. RecallFindings.Clauses.Select(clause => new DraftRow(clause, context.NameOf(clause)))]),
            new(
                Incidents,
                [
                    Missing("accidents", new("製品事故(重大製品事故を含む)", "Product accidents, serious ones too"), NoIncidents),
                    Missing("returns", new("引渡し後の返品", "Returns after hand-over"), NoReturns),
                    Missing("claims", new("保証の請求", "Claims under a warranty"), NoClaims),
                ]),
        ]);

    private void Count(string clause, string column, ReportedListing listing, ReportedVerdict? verdict)
    {
        if (verdict is not null)
        {
            context.Tallies.Add(Recalls.Figure(clause, column), () => ReportContext.Row(listing, verdict));
        }
    }

    private static DraftRow Missing(string code, LocalText name, LocalText why) => new(code, name) { Missing = new Dictionary<string, LocalText> { ["count"] = why } };
}
