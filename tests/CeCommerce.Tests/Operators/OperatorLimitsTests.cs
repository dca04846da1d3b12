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
    public void An_operator_code_is_a_short_slug(string code, bool good) => Assert.Equal(good, OperatorLimits.CheckCode(code) is null);
}
