using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Parts.Ordinances;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;

namespace CeCommerce.Tests.Reports.Parts;

public sealed class OperatorPartTests
{
    private static readonly DealerLicence Permit = new("301010000001", 13, [KobutsuCategory.MachinesTools, KobutsuCategory.Clothing], "株式会社めぐる", new(2020, 4, 1), new(2026, 11, 20));

    [Fact]
    public void The_operator_is_shown_as_on_record_and_nothing_of_whom_to_write_to()
    {
        var drawn = Draw();

        Assert.Equal("株式会社めぐる", drawn.Words("operator_identity", "legal_name", "value"));
        Assert.Equal("not recorded", drawn.Words("operator_identity", "trade_name", "value"));
        Assert.Equal(["refurbisher", "rental"], drawn.RowsOf("operator_types"));
        Assert.Equal("Lessor", drawn.Words("operator_types", "rental", "role"));
        Assert.Equal("Repairer", drawn.Words("operator_types", "refurbisher", "role"));
        Assert.Equal(["audit-app"], drawn.RowsOf("auditors"));
        var json = CanonicalJson.Of(drawn.Section);
        Assert.All((string[])["03-1111-2222", "hanako", "花子", "千代田区"], contact => Assert.DoesNotContain(contact, json, StringComparison.Ordinal));
    }

    [Fact]
    public void A_permit_holds_up_to_its_last_day()
    {
        var drawn = Draw(new(Reported.Profile(), [Permit, Permit with { PermitNumber = "301010000002", ValidTo = new(2026, 11, 19) }], []));

        Assert.Equal("yes", drawn.Words("dealers_permits", "301010000001", "holds"));
        Assert.Equal("no", drawn.Words("dealers_permits", "301010000002", "holds"));
        Assert.Equal("Clothing, Machines and tools", drawn.Words("dealers_permits", "301010000001", "categories"));
        Assert.Equal(new DateOnly(2026, 11, 20), drawn.Cell("dealers_permits", "301010000001", "to").Day);
    }

    [Fact]
    public void A_notified_address_without_an_end_holds()
    {
        var drawn = Draw(new(Reported.Profile(), [], [new("https://shop.example.jp/", new(2020, 4, 1), DateOnly.MaxValue)]));

        Assert.Equal("yes", drawn.Words("notified_urls", "https://shop.example.jp/", "holds"));
        Assert.Null(drawn.Cell("notified_urls", "https://shop.example.jp/", "to").Day);
    }

    [Fact]
    public void Roles_follow_from_types_and_from_what_is_listed()
    {
        var washer = LeaseCases.Lent("washing_machine");
        var drawn = Draw(null, washer);

        Assert.Equal(9, drawn.RowsOf("resources_act_roles").Count());
        Assert.Equal("yes", drawn.Words("resources_act_roles", "ELECTRIC_WASHING_MACHINE", "lessor"));
        Assert.Equal(1, drawn.Value("resources_act_roles", "ELECTRIC_WASHING_MACHINE", "sharing"));
        Assert.Equal("no refurbished listing of this group at the as-of instant or in the period, and no recorded repair", drawn.Words("resources_act_roles", "ELECTRIC_WASHING_MACHINE", "repairer"));
        Assert.Equal("no listing for lease of this group at the as-of instant or in the period, and no self-assessment of it", drawn.Words("resources_act_roles", "TELEVISION", "lessor"));
        Assert.Equal("not recorded", drawn.Words("resources_act_roles", "TELEVISION", "maker"));
    }

    [Fact]
    public void Who_leases_without_a_type_that_says_so_is_told()
    {
        var drawn = Draw(new(Reported.Profile(OperatorType.InventoryReuse), [], []), LeaseCases.Lent("washing_machine"));

        Assert.Contains("OP-025", drawn.Words("resources_act_roles", "ELECTRIC_WASHING_MACHINE", "lessor"), StringComparison.Ordinal);
    }

    private static DrawnPart Draw(OperatorRecord? owner = null, params ListingFacts[] listings)
    {
        var context = Reported.Context(owner);
        return Reported.Draw(new OperatorPart(context, new Dealings(context)), context, [.. listings.Select(Reported.Drafted)]);
    }
}
