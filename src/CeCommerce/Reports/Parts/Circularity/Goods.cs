using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>Names of goods, also of those that the catalogue does not know.</summary>
internal static class Goods
{
    public const string Unknown = "unknown";

    public static readonly LocalText NameOfUnknown = new("目録にない品目", "Goods that the catalogue does not know");

    public static LocalText NameOf(string category) => ProductCategories.TryGet(category, out var goods) ? goods.Name : new($"{NameOfUnknown.Ja}: {category}", $"{NameOfUnknown.En}: {category}");

    public static string GroupOf(ReportedListing listing) => listing.Goods?.Group.Code ?? Unknown;

    public static LocalText NameOfGroup(string group) => ProductCategories.Groups.FirstOrDefault(one => one.Code == group)?.Name ?? NameOfUnknown;

    /// <summary>Whether it was on the shelf at any time in the period.</summary>
    public static bool WasOnShelf(this ReportedListing listing, ReportContext context) =>
        listing.StateAt(context.Start) == ListingState.Published || listing.Moves.Any(move => move.To == ListingState.Published && context.InPeriod(move.At));
}
