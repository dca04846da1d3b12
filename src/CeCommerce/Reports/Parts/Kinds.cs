using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>Columns for what is offered: together, and by kind.</summary>
internal static class Kinds
{
    public const string Total = "total";

    public static readonly IReadOnlyList<ReportColumn> Columns =
    [
        new(Total, new("合計", "Total"), ReportUnit.Count),
        .. Terms<ListingKind>.All.Select(kind => new ReportColumn(CodeOf(kind.Value), kind.Name, ReportUnit.Count)),
    ];

    /// <summary>The columns in which a listing counts.</summary>
    public static IReadOnlyList<string> ColumnsOf(ReportedListing listing) => [Total, CodeOf(listing.Offer.Kind)];

    public static string CodeOf(ListingKind kind) => Terms<ListingKind>.Of(kind).Code.ToLowerInvariant();

    public static LocalText NameOf(Listings.ListingState state) => Terms<Listings.ListingState>.Of(state).Name;
}
