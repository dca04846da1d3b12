using CeCommerce.Items;
using CeCommerce.Listings;
using CeCommerce.Operators;
using CeCommerce.Standards;

namespace CeCommerce.Import.Writing;

/// <summary>What a row of a stock list says, in the words of items and listings.</summary>
internal sealed record UnitOnOffer(ItemDescription Item, Offer Offer)
{
    public static UnitOnOffer From(StockRow row, OperatorId owner) => new(
        new(
            new(row.Gtin, row.Brand, row.Name ?? NameOf(row), row.ModelNumber, row.Category.Code),
            new(row.Functional, row.Cosmetic, row.GradeScheme),
            row.Facts.Only(FactAbout.Unit),
            row.Prefecture?.Code.ToString("00", System.Globalization.CultureInfo.InvariantCulture),
            SerialsOf(row, owner)),
        new(
            row.Kind, row.Title, row.Description ?? "", row.Kind == ListingKind.Sharing ? null : row.Price, SharingOf(row),
            new(row.ShippingFee, row.OtherCharges, row.PaymentTiming, row.PaymentMethods, row.DeliveryDays, row.ApplicationPeriod, row.ReturnPolicy, row.WarrantyDays),
            [.. row.Photos.Select(photo => new Photo(photo.AbsoluteUri, null))])
        {
            Facts = row.Facts.Only(FactAbout.Offer),
        });

    private static string NameOf(StockRow row) =>
        row.ModelNumber is null ? row.Category.Name.Ja : string.Join(' ', new[] { row.Brand, row.ModelNumber }.OfType<string>());

    private static SharingTerms? SharingOf(StockRow row) => row.Kind != ListingKind.Sharing
        ? null
        : new(row.SharingModel ?? SharingModel.Rental, row.DailyRate is { } rate ? [new(RateUnit.Day, rate)] : [], row.Deposit);

    private static List<SerialNumber> SerialsOf(StockRow row, OperatorId owner)
    {
        var serials = new List<SerialNumber>(2);
        if (row.MakerSerial is { } maker)
        {
            serials.Add(SerialNumber.Maker(owner, row.Brand, maker));
        }

        if (row.Imei is { } imei)
        {
            serials.Add(SerialNumber.Imei(imei));
        }

        if (row.Tag is { } tag)
        {
            serials.Add(SerialNumber.Tag(owner, tag));
        }

        return serials;
    }
}
