using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items;

/// <summary>A physical unit as its operator describes it.</summary>
/// <param name="Category">Code of one of `productCategories`, e.g. `washing_machine`.</param>
/// <param name="Name">Name of the product.</param>
/// <param name="Brand">Brand.</param>
/// <param name="ModelNumber">The maker's model number (型番).</param>
/// <param name="Gtin">GS1 GTIN-8, -12, -13 or -14 (JAN) with a right check digit; leave out for a one-off.</param>
/// <param name="FunctionalGrade">How well it works, F1 to F6.</param>
/// <param name="CosmeticGrade">How it looks, S to J.</param>
/// <param name="GradeScheme">Whose definitions the grades follow.</param>
/// <param name="Prefecture">Where it is kept: JIS X 0401 code, `01` to `47`.</param>
/// <param name="MakerSerial">The maker's serial number (製造番号).</param>
/// <param name="Imei">15 digits with a right Luhn digit; phones only.</param>
/// <param name="Tag">The operator's own tag on the unit.</param>
/// <param name="Facts">
/// What is known about the unit; `factDefinitions` lists the codes and their values. Facts whose definition says that they are about the offer
/// belong into the `facts` of the offer; what is given here is added there, by `describeItem` to every listing of the item that is neither sold nor withdrawn.
/// </param>
public sealed record ItemInput(
    string Category,
    string Name,
    string? Brand,
    string? ModelNumber,
    string? Gtin,
    FunctionalGrade? FunctionalGrade,
    CosmeticGrade? CosmeticGrade,
    GradeScheme? GradeScheme,
    string? Prefecture,
    string? MakerSerial,
    string? Imei,
    string? Tag,
    IReadOnlyList<FactInput>? Facts)
{
    internal Outcome<StatedItem> Read(OperatorId owner, DateOnly today)
    {
        if (!FactInput.Read(Facts ?? [], "item", today).Try(out var facts, out var refused))
        {
            return Outcome<StatedItem>.Refused(refused);
        }

        var model = new ProductModel(Gtin, Brand, Name, ModelNumber, Category);
        var condition = new ItemCondition(FunctionalGrade, CosmeticGrade, GradeScheme);
        return new StatedItem(new(model, condition, facts.Only(FactAbout.Unit), Prefecture, SerialsOf(owner)), facts.Only(FactAbout.Offer));
    }

    private List<SerialNumber> SerialsOf(OperatorId owner)
    {
        var serials = new List<SerialNumber>();
        if (!string.IsNullOrWhiteSpace(MakerSerial))
        {
            serials.Add(SerialNumber.Maker(owner, Brand, MakerSerial));
        }

        if (!string.IsNullOrWhiteSpace(Imei))
        {
            serials.Add(SerialNumber.Imei(Imei.Trim()));
        }

        if (!string.IsNullOrWhiteSpace(Tag))
        {
            serials.Add(SerialNumber.Tag(owner, Tag));
        }

        return serials;
    }
}

/// <summary>A unit as it is stated.</summary>
/// <param name="OfOffer">Facts that were stated with it and belong to what offers it.</param>
internal sealed record StatedItem(ItemDescription Description, ItemFacts OfOffer);
