using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>Counts the records behind the criteria: of every listing of the group that was ever there, for what was leased is over when its listing is.</summary>
internal sealed class EvidenceRecords(ReportContext context, OrdinanceClauses clauses, Dealings dealings)
{
    private static readonly Dictionary<DisclosurePoint, string> NamesOfPoints = Enum.GetValues<DisclosurePoint>().ToDictionary(point => point, Inputs.NameOf);

    private readonly ILookup<(ListingKind, OrdinanceGroup?), (Rule Clause, ClauseEvidence Evidence)> _wanted = clauses.All
        .Where(clause => clause.Subject is Subject.Listing or Subject.Lease)
        .Select(clause => (Clause: clause, Evidence: ClauseEvidence.Of(clause)))
        .ToLookup(one => (one.Clause.Subject == Subject.Listing && one.Clause.Status == RuleStatus.Policy ? ListingKind.Refurbished : ListingKind.Sharing, OrdinanceGroup.Of(one.Clause)));

    private readonly HashSet<(Rule, Guid)> _acted = [];

    public void Add(ReportedListing listing)
    {
        if (dealings.GroupOf(listing) is not { } group)
        {
            return;
        }

        foreach (var (clause, evidence) in _wanted[(listing.Offer.Kind, group)].Concat(_wanted[(listing.Offer.Kind, null)]))
        {
            Disclosed(listing, clause, evidence);
            Acted(listing, clause, evidence);
        }
    }

    private void Disclosed(ReportedListing listing, Rule clause, ClauseEvidence evidence)
    {
        var points = NamesOfPoints.Where(point => clause.Inputs.Any(input => input.Name == point.Value)).Select(point => point.Key).ToList();
        foreach (var version in evidence.AreDisclosures ? listing.Disclosures : [])
        {
            if (clause.CheckName == "lease.told" ? points.TrueForAll(point => version.Content.Any(told => told.Point == point)) : version.Content.Count > 0)
            {
                Count(clause, () => Row(listing, version));
            }
        }
    }

    /// <summary>Of a unit with several listings once.</summary>
    private void Acted(ReportedListing listing, Rule clause, ClauseEvidence evidence)
    {
        if (evidence.Acts.Count > 0 && listing.Acts.Count > 0 && _acted.Add((clause, listing.ItemId.Value)))
        {
            foreach (var act in listing.Acts.Where(act => evidence.Acts.Contains(act.Kind)))
            {
                Count(clause, () => Row(listing, act));
            }
        }
    }

    private void Count(Rule clause, Func<RowBehind> row) => context.Tallies.Add(OrdinanceClauses.KindOf(clause).Figure(clause.ToString(), CriteriaTable.Records), row);

    private static RowBehind Row(ReportedListing listing, LeaseDisclosureRecord version) => new(
        RowKind.Disclosure, listing.Id.ToString(), version.From, listing.Offer.Title,
        new($"第{version.Version}版 SHA-256 {version.Digest}", $"version {version.Version}, SHA-256 {version.Digest}"));

    private static RowBehind Row(ReportedListing listing, Act act)
    {
        var (kind, result) = (NameOf(act.Kind), act.Result == ActResult.Succeeded ? new LocalText("良", "succeeded") : new LocalText("不可", "failed"));
        return new(RowKind.Act, act.Id.ToString(), act.RecordedAt, listing.Offer.Title, new($"{kind.Ja}({result.Ja})、{ReportText.Of(act.PerformedOn)}", $"{kind.En}, {result.En}, {ReportText.Of(act.PerformedOn)}"));
    }

    private static LocalText NameOf(ActKind kind) => kind switch
    {
        ActKind.Inspection => new("検査", "Inspection"),
        ActKind.Erasure => new("データ消去", "Erasure"),
        ActKind.Repair => new("修理", "Repair"),
        _ => throw new InvalidOperationException($"No words for {kind}."),
    };
}
