using CeCommerce.Listings;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>What verdicts said about recalls (LS-015), and what became of it.</summary>
internal static class RecallFindings
{
    /// <summary>Clauses that a unit under a recall does not meet; the others of LS-015 ask whether somebody looked.</summary>
    public static readonly IReadOnlyList<string> Clauses = ["LS-015/open-recall", "LS-015/listed-recall"];

    public static bool Found(this ReportedVerdict verdict, string clause) =>
        verdict.Result.Findings.Any(finding => finding.Verdict == RuleVerdict.Fail && finding.Name == clause);

    public static bool FoundAny(this ReportedVerdict verdict) => Clauses.Any(verdict.Found);

    /// <summary>The review that gives such a verdict pauses the listing in the same instant.</summary>
    public static bool TookDown(this ReportedVerdict verdict, ReportedListing listing) =>
        !verdict.Result.MayPublish && listing.Moves.Any(move => move.To == ListingState.Paused && move.At == verdict.At);

    /// <summary>It was not on the shelf then, and the verdict lets it onto none.</summary>
    public static bool KeptOff(this ReportedVerdict verdict, ReportedListing listing) =>
        !verdict.Result.MayPublish && !verdict.TookDown(listing) && listing.StateAt(verdict.At) != ListingState.Published;
}
