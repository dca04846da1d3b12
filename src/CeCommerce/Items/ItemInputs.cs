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
/// <param name="Facts">What is known about the unit; `factDefinitions` lists the codes and their values.</param>
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
    /// <summary>Reads every fact by its definition; the first that cannot be read refuses the whole.</summary>
    internal Outcome<ItemDescription> Read(OperatorId owner, DateOnly today)
    {
        var facts = new List<Fact>();
        foreach (var given in Facts ?? [])
        {
            if (given.ObservedOn > today)
            {
                return new ItemValueInvalid(
                    new("observedOn に未来の日付は指定できません。確認した日を入力してください。", "observedOn is in the future. Give the day on which it was observed."),
                    "input", "item", "facts", FactCatalogue.Of(given.Code).WireName);
            }

            var read = FactCatalogue.TryRead(given.Code, given.Value, new(given.Source ?? FactSource.Operator, given.ObservedOn ?? today, today));
            if (read.Error is { } error)
            {
                return Outcome<ItemDescription>.Refused(error is FactRefused fact ? fact with { At = ["input", "item", .. fact.At] } : error);
            }

            facts.Add(read.Value);
        }

        return new ItemDescription(
            new(Gtin, Brand, Name, ModelNumber, Category), new(FunctionalGrade, CosmeticGrade, GradeScheme), ItemFacts.Of(facts), Prefecture, SerialsOf(owner));
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

/// <summary>One value that was observed of a unit.</summary>
/// <param name="Code">Which fact.</param>
/// <param name="Value">As its definition says: `2022`, `true`, `2026-11-20`, `ROUND`, or text.</param>
/// <param name="Source">Who observed it; the operator unless said otherwise.</param>
/// <param name="ObservedOn">On which day; today unless said otherwise.</param>
public sealed record FactInput(FactCode Code, string Value, FactSource? Source, DateOnly? ObservedOn);
