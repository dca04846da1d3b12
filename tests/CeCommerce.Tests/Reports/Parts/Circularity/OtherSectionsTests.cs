using CeCommerce.Listings;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Parts.Circularity;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Circularity.SoldListings;

namespace CeCommerce.Tests.Reports.Parts.Circularity;

/// <summary>Reuse, regions, self-collection, safety and the sheet.</summary>
public sealed class OtherSectionsTests
{
    private static readonly ListingFacts Phone = SampleListings.Smartphone.Without(FactCode.WeightGrams);

    [Fact]
    public void Reuse_is_told_by_year_and_group_of_goods()
    {
        var context = Context();
        var phone = Listed(Phone.Weighing(180)).Sold(30_000, On(10, 10));
        var drawn = Draw(new ReusePart(context, []), context, phone, Listed(Phone).Sold(20_000, On(11, 1)), Listed(Phone with { Category = "no_such_goods" }).Sold(100, On(10, 3)));

        Assert.Equal(2, drawn.Value("reuse_by_group", "2026/phone", "items"));
        Assert.Equal(50_000, drawn.Value("reuse_by_group", "2026/phone", "value"));
        Assert.Equal(1, drawn.Value("reuse_by_group", "2026/phone", "weighed"));
        Assert.Equal(180, drawn.Value("reuse_by_group", "2026/phone", "weight"));
        Assert.Equal([phone.Orders[0].Id.ToString()], drawn.Behind("reuse_by_group", "2026/phone", "weight"));
        Assert.NotNull(drawn.Missing("reuse_by_group", "2026/unknown", "weight"));
        Assert.Empty(drawn.Table("reuse_by_roadmap_group").Rows);
        Assert.Contains("does not name the 22 groups", drawn.Table("reuse_by_roadmap_group").Empty.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_groups_of_the_roadmap_count_from_the_day_on_which_they_hold()
    {
        var context = Context();
        var groups = new RoadmapGroup[] { new("phones", new("携帯", "Phones"), ["smartphone"], new(2026, 11, 1), null, "test") };
        var drawn = Draw(new ReusePart(context, groups), context, Listed(Phone).Sold(30_000, On(10, 31)), Listed(Phone).Sold(20_000, On(11, 1)));

        Assert.Equal(1, drawn.Value("reuse_by_roadmap_group", "2026/phones", "items"));
        Assert.Equal(20_000, drawn.Value("reuse_by_roadmap_group", "2026/phones", "value"));
        Assert.Empty(RoadmapGroups.All);
    }

    [Fact]
    public void Regions_are_told_by_prefecture_and_no_municipality_is_made_up()
    {
        var context = Context(factors: new CarbonFactor("smartphone", 1_000, 250, "test"));
        var tokyo = Listed(Phone).Sold(30_000, On(10, 10));
        var drawn = Draw(new RegionsPart(context), context, tokyo, Listed(Phone.Weighing(180), prefecture: null).Sold(20_000, On(10, 11)), Listed(SampleListings.Coat, prefecture: "47").Sold(1, On(10, 12)));

        Assert.Equal(30_000, drawn.Value("reuse_by_prefecture", "13", "value"));
        Assert.Equal([tokyo.Orders[0].Id.ToString()], drawn.Behind("reuse_by_prefecture", "13", "items"));
        Assert.Equal(1_000, drawn.Value("reuse_by_prefecture", "13", "co2_gross"));
        Assert.Equal(250, drawn.Value("reuse_by_prefecture", "13", "co2_net"));
        Assert.Contains("JIS X 0402", drawn.Missing("reuse_by_prefecture", "13", "municipality"), StringComparison.Ordinal);
        Assert.Equal(180, drawn.Value("reuse_by_prefecture", "unknown", "weight"));
        Assert.Equal("no factor was supplied for these goods", drawn.Missing("reuse_by_prefecture", "47", "co2_net"));
        Assert.Equal("13 Tokyo", drawn.Table("reuse_by_prefecture").Rows[0].Title.En);
    }

    [Fact]
    public void Designated_goods_are_told_by_route_and_only_reuse_is_on_record()
    {
        var context = Context();
        var (sold, lent) = (Listed(Phone).Sold(30_000, On(10, 10)), Listed(Phone.Shared()));
        var drawn = Draw(new SelfCollectionPart(context), context, sold, lent, Listed(SampleListings.Coat).Sold(1, On(10, 12)));

        Assert.Equal(["laptop", "desktop_pc", "smartphone", "power_bank"], drawn.Table("self_collection").Rows.Select(row => row.Code));
        Assert.Equal([sold.Id.ToString()], drawn.Behind("self_collection", "smartphone", "offered"));
        Assert.Equal([sold.Orders[0].Id.ToString()], drawn.Behind("self_collection", "smartphone", "sold"));
        Assert.Equal(0, drawn.Value("self_collection", "laptop", "sold"));
        Assert.Contains("taken back are not recorded", drawn.Missing("self_collection", "smartphone", "taken_back"), StringComparison.Ordinal);
        Assert.Contains("recycling is not recorded", drawn.Missing("self_collection", "smartphone", "recycled"), StringComparison.Ordinal);
        Assert.Contains("別表第六", drawn.Words("self_collection", "power_bank", "basis"), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_under_a_recall_are_told_with_what_became_of_them()
    {
        const string Open = "LS-015/open-recall";
        var context = Context();
        var recalled = SampleListings.AirConditioner.With(SampleListings.Of(FactCode.RecallResult, RecallResult.Open));
        var pausedWith = Listed(recalled).Judged(recalled, On(10, 5)).Moved("paused", ListingState.Paused, On(10, 5)).Judged(recalled, On(10, 6));
        var drafted = Listed(recalled, pausedWith.ItemId) with { Moves = [new("drafted", ListingState.Draft, On(10, 1))] };
        var suspended = Listed(recalled).Judged(recalled, On(10, 7)).Moved("suspended", ListingState.Suspended, On(10, 8));
        var drawn = Draw(new SafetyPart(context), context, pausedWith, drafted.Judged(recalled, On(10, 1)), suspended, Listed(Phone).Judged(Phone, On(10, 5)));

        Assert.Equal(2, drawn.Value("recalls_caught", Open, "units"));
        Assert.Equal([pausedWith.Id.ToString(), suspended.Id.ToString()], drawn.Behind("recalls_caught", Open, "units"));
        Assert.Equal([pausedWith.Id.ToString()], drawn.Behind("recalls_caught", Open, "taken_off"));
        Assert.Equal([suspended.Id.ToString()], drawn.Behind("recalls_caught", Open, "suspended"));
        Assert.Contains(drafted.Id.ToString(), drawn.Behind("recalls_caught", Open, "kept_off"));
        Assert.Equal(0, drawn.Value("recalls_caught", "LS-015/listed-recall", "units"));
        Assert.All(drawn.Table("safety_incidents").Rows, row => Assert.NotNull(row.Cells[0].Figure!.Missing));
    }

    [Fact]
    public void The_sheet_counts_by_kind_and_year_and_says_that_there_is_no_official_form()
    {
        var context = Context();
        var drawn = Draw(new SheetPart(context), context, Listed(Phone.Weighing(200)).Sold(30_000, On(10, 10)), Listed(Phone.Shared()));

        Assert.Equal(1, drawn.Value("activity_sheet", "2026/reuse", "items"));
        Assert.Equal(30_000, drawn.Value("activity_sheet", "2026/reuse", "value"));
        Assert.Equal(200, drawn.Value("activity_sheet", "2026/reuse", "weight"));
        Assert.Equal(1, drawn.Value("activity_sheet", "2026/reuse", "records"));
        Assert.Equal(1, drawn.Value("activity_sheet", "2026/sharing", "records"));
        Assert.Equal("what was lent is not recorded", drawn.Missing("activity_sheet", "2026/sharing", "items"));
        Assert.Equal(0, drawn.Value("activity_sheet", "2026/refurbished", "items"));
        Assert.Contains(drawn.Section.Notes, note => note.En.Contains("No official form was found", StringComparison.Ordinal) && note.Ja.Contains("公式様式は確認できていません", StringComparison.Ordinal));
    }
}
