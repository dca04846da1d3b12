using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>Counts how standing verdicts judge listings by the clauses of the ordinances. Which table a clause stands in is known only when all listings were heard.</summary>
internal sealed class ListingCriteria(ReportContext context, OrdinanceClauses clauses)
{
    private readonly Dictionary<string, Rule> _clauses = clauses.All.Where(clause => clause.Subject == Subject.Listing).ToDictionary(clause => clause.ToString(), StringComparer.Ordinal);
    private readonly Dictionary<(string Clause, bool Met), DateOnly> _oldest = [];

    public void Add(ReportedListing listing)
    {
        if (!listing.State.IsOpen() || listing.Standing is not { } standing)
        {
            return;
        }

        foreach (var clause in MetBy(standing).Where(_clauses.ContainsKey))
        {
            Count(listing, clause, CriteriaTable.Fulfilled, listing.Since(verdict => MetBy(verdict).Contains(clause)));
        }

        foreach (var finding in standing.Result.Findings.Where(finding => _clauses.ContainsKey(finding.Name)))
        {
            var outcome = finding.Verdict == RuleVerdict.Fail ? CriteriaTable.NotFulfilled : CriteriaTable.Unknown;
            Count(listing, finding.Name, outcome, listing.Since(verdict => verdict.Result.Findings.Any(one => one.Name == finding.Name)));
        }
    }

    public DateOnly? OldestOf(Rule clause, bool met) => _oldest.TryGetValue((clause.ToString(), met), out var day) ? day : null;

    private IEnumerable<string> MetBy(ReportedVerdict verdict) => verdict.Result.Met.NamesIn(context.Editions(verdict.Edition));

    private void Count(ReportedListing listing, string clause, string outcome, DateTimeOffset? began)
    {
        var since = Tokyo.DayOf(began!.Value);
        var (key, state) = ((clause, outcome == CriteriaTable.Fulfilled), Kinds.NameOf(listing.State));
        _oldest[key] = _oldest.TryGetValue(key, out var oldest) && oldest < since ? oldest : since;
        context.Tallies.Add(
            OrdinanceClauses.KindOf(_clauses[clause]).Figure(clause, outcome),
            () => context.Row(listing, new($"{state.Ja}、{ReportText.Of(since)}から", $"{state.En}, since {ReportText.Of(since)}")));
    }
}
