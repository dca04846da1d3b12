using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>Counts how standing verdicts judge listings by the clauses of the ordinances. Which of them are shown is known only when all listings were heard.</summary>
internal sealed class ListingCriteria(ReportContext context, OrdinanceClauses clauses)
{
    private readonly Dictionary<string, Rule> _clauses = clauses.All.Where(clause => clause.Subject == Subject.Listing).ToDictionary(clause => clause.ToString(), StringComparer.Ordinal);
    private readonly HashSet<ListingKind> _kinds =
        [.. clauses.All.Where(clause => clause.Subject == Subject.Listing).SelectMany(clause => clause.AppliesTo.Kinds.Count == 0 ? Enum.GetValues<ListingKind>() : clause.AppliesTo.Kinds)];

    private readonly Dictionary<(string Clause, bool Met), DateOnly> _oldest = [];

    public void Add(ReportedListing listing)
    {
        if (!listing.State.IsOpen() || !_kinds.Contains(listing.Offer.Kind) || listing.Standing is not { } standing)
        {
            return;
        }

        foreach (var (clause, since) in MetSince(listing))
        {
            Count(listing, clause, CriteriaTable.Fulfilled, since);
        }

        foreach (var finding in standing.Result.Findings.Where(finding => _clauses.ContainsKey(finding.Name)))
        {
            var outcome = finding.Verdict == RuleVerdict.Fail ? CriteriaTable.NotFulfilled : CriteriaTable.Unknown;
            Count(listing, finding.Name, outcome, listing.Since(verdict => verdict.Result.Findings.Any(one => one.Name == finding.Name))!.Value);
        }
    }

    public DateOnly? OldestOf(Rule clause, bool met) => _oldest.TryGetValue((clause.ToString(), met), out var day) ? day : null;

    /// <summary>The clauses that the standing verdict finds met, each with the beginning of its unbroken run; of all in one walk, since telling what a verdict finds met costs something.</summary>
    private Dictionary<string, DateTimeOffset> MetSince(ReportedListing listing)
    {
        var since = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        HashSet<string>? unbroken = null;
        for (var at = listing.Verdicts.Count - 1; at >= 0 && unbroken is not { Count: 0 }; at--)
        {
            var verdict = listing.Verdicts[at];
            var met = verdict.Result.Met.NamesIn(context.Editions(verdict.Edition)).Where(_clauses.ContainsKey);
            unbroken = unbroken is null ? met.ToHashSet(StringComparer.Ordinal) : met.Where(unbroken.Contains).ToHashSet(StringComparer.Ordinal);
            foreach (var clause in unbroken)
            {
                since[clause] = verdict.At;
            }
        }

        return since;
    }

    private void Count(ReportedListing listing, string clause, string outcome, DateTimeOffset began)
    {
        var since = Tokyo.DayOf(began);
        var (key, state) = ((clause, outcome == CriteriaTable.Fulfilled), Kinds.NameOf(listing.State));
        _oldest[key] = _oldest.TryGetValue(key, out var oldest) && oldest < since ? oldest : since;
        context.Tallies.Add(
            OrdinanceClauses.KindOf(_clauses[clause]).Figure(clause, outcome),
            () => context.Row(listing, new($"{state.Ja}、{ReportText.Of(since)}から", $"{state.En}, since {ReportText.Of(since)}")));
    }
}
