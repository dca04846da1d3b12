using CeCommerce.Operators;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Operators;

public sealed class OperatorLimitsTests
{
    private static readonly DealerLicence Good = new("301010000001", 13, [KobutsuCategory.MachinesTools], "株式会社甲", new(2020, 4, 1), null);

    [Fact]
    public void An_operator_says_what_it_does_each_type_once()
    {
        var profile = OperatorProfile.Empty with { LegalName = "株式会社甲", Types = [OperatorType.InventoryReuse, OperatorType.Rental] };
        Assert.Null(OperatorLimits.Check(profile));
        Assert.Equal(["input", "types"], OperatorLimits.Check(profile with { Types = [] })!.Path);
        Assert.NotNull(OperatorLimits.Check(profile with { Types = [OperatorType.Rental, OperatorType.Rental] }));
    }

    [Theory]
    [InlineData(true, "9234567890123", "T9234567890123", null)]
    [InlineData(true, null, "T9234567890123", null)]
    [InlineData(true, null, "T8234567890123", "invoiceNumber")]
    [InlineData(false, null, "T8234567890123", null)]
    [InlineData(false, "9234567890123", null, "corporateNumber")]
    public void Numbers_are_those_of_a_company_or_of_a_person(bool isCorporation, string? corporateNumber, string? invoiceNumber, string? refused)
    {
        var profile = OperatorProfile.Empty with
        {
            LegalName = "甲",
            Types = [OperatorType.Rental],
            IsCorporation = isCorporation,
            CorporateNumber = corporateNumber,
            InvoiceNumber = invoiceNumber,
        };
        Assert.Equal(refused, OperatorLimits.Check(profile)?.Path[^1]);
    }

    [Fact]
    public void Names_are_there_and_bounded()
    {
        var profile = OperatorProfile.Empty with { LegalName = "甲", Types = [OperatorType.Rental] };
        Assert.Equal("tradeName", OperatorLimits.Check(profile with { TradeName = new('甲', 201) })?.Path[^1]);
        Assert.Equal("registeredName", OperatorLimits.Check(Good with { RegisteredName = " " })?.Path[^1]);
    }

    [Fact]
    public void An_ordinary_licence_passes() => Assert.Null(OperatorLimits.Check(Good));

    [Theory]
    [InlineData("30101000001")]
    [InlineData("30101000000A")]
    [InlineData("第301010000001号")]
    public void A_permit_number_has_twelve_digits(string number) => Assert.NotNull(OperatorLimits.Check(Good with { PermitNumber = number }));

    [Theory]
    [InlineData(0)]
    [InlineData(48)]
    public void There_are_47_commissions(int commission) => Assert.NotNull(OperatorLimits.Check(Good with { Commission = commission }));

    [Fact]
    public void A_licence_cannot_end_before_it_starts() => Assert.NotNull(OperatorLimits.Check(Good with { ValidTo = new(2019, 1, 1) }));

    [Theory]
    [InlineData("ab", false)]
    [InlineData("demo-refurbisher", true)]
    [InlineData("-demo", false)]
    [InlineData("Demo", false)]
    [InlineData("demo-shop\n", false)]
    public void An_operator_code_is_a_short_slug(string code, bool good) => Assert.Equal(good, OperatorLimits.CheckCode(code) is null);
}
