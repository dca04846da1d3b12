using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>In which product groups of the ordinances the operator deals, and as what.</summary>
internal sealed class Dealings(ReportContext context)
{
    private readonly Dictionary<(OrdinanceGroup Group, ListingKind Kind), int> _listings = [];
    private readonly HashSet<OrdinanceGroup> _repaired = [];

    /// <summary>Whether its record has a type that makes it a lessor.</summary>
    public bool IsLessor { get; } = context.Owner.Profile.Types.Intersect(ActRoles.LessorTypes(context.Edition)).Any();

    /// <summary>Whether its record has a type that makes it a repairer.</summary>
    public bool IsRepairer { get; } = context.Owner.Profile.Types.Intersect(ActRoles.RepairerTypes(context.Edition)).Any();

    public void Add(ReportedListing listing)
    {
        if (GroupOf(listing) is not { } group || !Counts(listing))
        {
            return;
        }

        _listings[(group, listing.Offer.Kind)] = Listings(group, listing.Offer.Kind) + 1;
        if (listing.Acts.Any(act => act.Kind == ActKind.Repair))
        {
            _repaired.Add(group);
        }
    }

    /// <summary>Open at the as-of instant, or with a move in the period.</summary>
    public bool Counts(ReportedListing listing) => listing.State.IsOpen() || listing.Moves.Any(move => context.InPeriod(move.At));

    public OrdinanceGroup? GroupOf(ReportedListing listing) => OrdinanceGroup.Of(listing, context.Edition, context.Day);

    public int Listings(OrdinanceGroup group, ListingKind kind) => _listings.GetValueOrDefault((group, kind));

    public bool DealsIn(OrdinanceGroup group) => Enum.GetValues<ListingKind>().Any(kind => Listings(group, kind) > 0);

    /// <summary>Whether it assessed how it chooses things of that group for lease.</summary>
    public bool IsAssessed(OrdinanceGroup group) => context.SelfAssessments.Any(one => one.ProductGroup == group.Code);

    /// <summary>Lessor of the group: by its types, and by listings or self-assessments of the group.</summary>
    public bool Leases(OrdinanceGroup group) => IsLessor && (Listings(group, ListingKind.Sharing) > 0 || IsAssessed(group));

    /// <summary>Repairer of the group: by its types, and by refurbished listings or recorded repairs of the group.</summary>
    public bool Repairs(OrdinanceGroup group) => IsRepairer && (Listings(group, ListingKind.Refurbished) > 0 || _repaired.Contains(group));
}
