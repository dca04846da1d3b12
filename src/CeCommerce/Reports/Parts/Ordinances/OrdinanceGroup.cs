using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Reports.Parts.Ordinances;

/// <summary>A product group of the nine ordinances, each of which has one.</summary>
/// <param name="Code">As what is stated of leases and repairs calls it.</param>
/// <param name="Goods">Who belongs to it, as far as the catalogue tells.</param>
/// <param name="LawId">e-Gov law id of its ordinance, e.g. <c>413M60000400063</c>.</param>
internal sealed record OrdinanceGroup(string Code, GoodsList Goods, string LawId)
{
    public static readonly IReadOnlyList<OrdinanceGroup> All =
    [
        new("UNIT_AIR_CONDITIONER", GoodsList.UnitAirConditioners, "413M60000400063"),
        new("TELEVISION", GoodsList.Televisions, "413M60000400066"),
        new("ELECTRIC_REFRIGERATOR", GoodsList.ElectricRefrigerators, "413M60000400069"),
        new("ELECTRIC_WASHING_MACHINE", GoodsList.ElectricWashingMachines, "413M60000400070"),
        new("METAL_STORAGE_FURNITURE", GoodsList.MetalStorageFurniture, "413M60000400071"),
        new("METAL_SHELF", GoodsList.MetalShelves, "413M60000400072"),
        new("METAL_OFFICE_DESK", GoodsList.MetalOfficeDesks, "413M60000400073"),
        new("SWIVEL_CHAIR", GoodsList.SwivelChairs, "413M60000400074"),
        new("MONOCHROME_COPIER", GoodsList.MonochromeCopiers, "413M60000400081"),
    ];

    public LocalText Name => StatedFacts.Find("leaseProductGroup", Subject.Lease)!.Choices.First(choice => choice.Code == Code).Name;

    /// <summary>The group that a clause is about; null when it is about none, or several.</summary>
    public static OrdinanceGroup? Of(Rule clause) => All.FirstOrDefault(group => group.LawId == clause.Basis.LawId);

    /// <summary>The group of a whole unit or a set; null for parts, accessories and everything else.</summary>
    public static OrdinanceGroup? Of(ReportedListing listing, RuleEdition edition, DateOnly day) =>
        listing.Goods is { } goods && All.FirstOrDefault(group => edition.Goods.Contains(group.Goods, goods, day)) is { } found && IsWhole(listing, edition) ? found : null;

    private static bool IsWhole(ReportedListing listing, RuleEdition edition) =>
        FactsOfListing.WhatIsOffered(edition, listing.Item.Model, listing.Item.Facts.With(listing.Offer.Facts), listing.Offer.Title).Value is WhatIsOffered.Whole or WhatIsOffered.Set;
}
