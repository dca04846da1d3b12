using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Listings;

public sealed class OfferLimitsTests
{
    private static readonly Offer Good = new(ListingKind.Reuse, "洗濯機", "動作確認済みです。", Money.Jpy(34_300), null, SaleTerms.None, []);

    [Fact]
    public void An_ordinary_offer_passes() => Assert.Null(OfferLimits.Check(Good));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1_000_000_000)]
    public void A_price_out_of_bounds_is_refused_at_its_field(long yen)
    {
        var error = OfferLimits.Check(Good with { Price = Money.Jpy(yen) });
        Assert.Equal("LISTING_VALUE_INVALID", error?.Code);
        Assert.Equal(["input", "price"], error!.Path);
    }

    [Fact]
    public void A_price_in_another_currency_is_refused() =>
        Assert.NotNull(OfferLimits.Check(Good with { Price = new Money(100, "USD") }));

    public static TheoryData<string> BadTitles => ["", "   ", new string('長', 201), "a\0b"];

    [Theory]
    [MemberData(nameof(BadTitles))]
    public void A_title_that_cannot_be_shown_is_refused(string title) => Assert.NotNull(OfferLimits.Check(Good with { Title = title }));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("photo.jpg")]
    public void A_photo_is_a_web_address(string url) => Assert.NotNull(OfferLimits.Check(Good with { Photos = [new(url, null)] }));

    [Fact]
    public void A_draft_may_lack_its_rates_but_has_at_most_twelve()
    {
        var sharing = Good with { Kind = ListingKind.Sharing, Price = null, Sharing = new(SharingModel.Rental, [], null) };
        Assert.Null(OfferLimits.Check(sharing));
        var many = Enumerable.Repeat(new Rate(RateUnit.Day, Money.Jpy(100)), 13).ToList();
        Assert.NotNull(OfferLimits.Check(sharing with { Sharing = new(SharingModel.Rental, many, null) }));
    }

    public static TheoryData<string> BadPoints => [new string('長', 2_001), "a\0b"];

    [Theory]
    [MemberData(nameof(BadPoints))]
    public void A_point_told_before_a_lease_is_bounded_like_the_other_texts(string text)
    {
        var lease = Good with { Kind = ListingKind.Sharing, Price = null, Sharing = new(SharingModel.Rental, [], null) };
        StatedDisclosure told = new(null, null, null, null, null, null, null, null, null, text);
        Assert.Equal(["input", "leaseDisclosure"], OfferLimits.Check(lease with { LeaseDisclosure = told })!.Path);
        Assert.Null(OfferLimits.Check(lease with { LeaseDisclosure = told with { DataHandling = "返却時に初期化します。" } }));
    }

    [Fact]
    public void Only_a_lease_tells_what_is_told_before_a_lease() => Assert.Equal(
        ["input", "leaseDisclosure"],
        OfferLimits.Check(Good with { LeaseDisclosure = new("A", null, null, null, null, null, null, null, null, null) })!.Path);
}
