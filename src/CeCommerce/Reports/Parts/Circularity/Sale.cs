using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts.Circularity;

/// <summary>A sale that was completed in the period: the unit is the buyer's, and no order goes on from there.</summary>
/// <param name="At">When it was completed.</param>
internal sealed record Sale(ReportedListing Listing, ReportedOrder Order, DateTimeOffset At)
{
    public DateOnly Day => Tokyo.DayOf(At);

    public string Category => Listing.Item.Model.Category;

    public RowBehind Behind => ReportContext.Row(Listing, Order) with { At = At };

    /// <summary>How many calendar years after its year of manufacture it was sold; null when that year is not on record, or lies behind the sale.</summary>
    public long? Age => Listing.Item.Facts.Integer(FactCode.ManufactureYear) is { } made && made <= Day.Year ? Day.Year - made : null;

    public static IEnumerable<Sale> Of(ReportedListing listing, ReportContext context) =>
        from order in listing.Orders
        let at = order.CompletedAt
        where at is not null && context.InPeriod(at.Value)
        select new Sale(listing, order, at.Value);
}
