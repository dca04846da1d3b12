using CeCommerce.Standards;
using CeCommerce.Standards.Subjects;

namespace CeCommerce.Operators.Checks;

/// <summary>
/// Says what an operator's record knows in the words of facts that can be stated. What the record leaves open is no fact: a permit that is not
/// recorded may still be held.
/// </summary>
internal static class FactsOfOperator
{
    // 特定商取引法施行規則 23 i wants an address; a post box is none.
    private static readonly string[] PostBoxes = ["私書箱", "P.O. Box", "PO Box", "P.O.Box"];

    public static IReadOnlyList<RecordedFact> Of(Operator owner, DateOnly on) => Of(owner.Profile, owner.Profile.Contact, owner.Licences, on);

    /// <summary>What was on record of it; whom to write to is not kept of the past, and so no fact.</summary>
    public static IReadOnlyList<RecordedFact> Of(OperatorRecord owner, DateOnly on) => Of(owner.Profile, null, owner.Licences, on);

    private static IReadOnlyList<RecordedFact> Of(OperatorProfile profile, OperatorContact? contact, IReadOnlyList<DealerLicence> licences, DateOnly on)
    {
        (string Name, bool? Holds)[] known =
        [
            ("traderActsAsBusiness", true),
            ("traderIsCompany", profile.IsCorporation),
            ("traderNameStated", IsSaid(profile.LegalName)),
            .. contact is null ? [] : Of(contact),
            ("dealerHasOwnSite", profile.ShopUrl is null ? null : true),
            ("invoiceIssuerRegistered", InvoiceIssuer(profile)),
            // No ordinance has criteria for who sells used goods, so the items of the working group are all there is.
            ("ceGoodsOutsideNine", profile.Types.Any(type => type is OperatorType.InventoryReuse or OperatorType.ConsignmentReuse) ? true : null),
        ];
        IEnumerable<RecordedFact> facts = known.Where(fact => fact.Holds is not null).Select(fact => Flag(fact.Name, fact.Holds == true, RecordPart.Profile));
        return licences.Count == 0
            ? [.. facts]
            : [.. facts, Flag("dealerPermitHeld", licences.Any(permit => ((IPermit)permit).HoldsOn(on)), RecordPart.Licences)];
    }

    private static (string Name, bool? Holds)[] Of(OperatorContact contact) =>
    [
        ("traderAddressStated", IsSaid(contact.Address)),
        ("traderAddressPostBoxOnly", IsSaid(contact.Address) ? PostBoxes.Any(box => contact.Address.Contains(box, StringComparison.OrdinalIgnoreCase)) : null),
        ("traderPhoneStated", IsSaid(contact.Phone)),
        ("traderResponsibleStated", IsSaid(contact.ResponsiblePerson)),
        ("traderEmailStated", IsSaid(contact.Email)),
        ("complaintContactShown", IsSaid(contact.Phone) || IsSaid(contact.Email)),
        ("complaintHoursShown", IsSaid(contact.ComplaintHours)),
    ];

    // Who is not taxable issues no qualified invoices; a taxable operator without a number here may have one.
    private static bool? InvoiceIssuer(OperatorProfile profile) => profile.InvoiceNumber is not null ? true : profile.IsTaxable ? null : false;

    private static bool IsSaid(string? text) => !string.IsNullOrWhiteSpace(text);

    private static RecordedFact Flag(string name, bool holds, RecordPart part) => RecordedFact.Of(Subject.Operator, name, holds ? "true" : "false", part);
}
