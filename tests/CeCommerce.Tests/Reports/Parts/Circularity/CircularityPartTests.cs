using CeCommerce.Items.Acts;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Parts.Circularity;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Circularity.SoldListings;

namespace CeCommerce.Tests.Reports.Parts.Circularity;

public sealed class CircularityPartTests
{
    private const string Routes = "circularity_units";
    private const string Age = "age_at_sale";
    private const string Carbon = "avoided_co2";

    private static readonly ListingFacts Plain = SampleListings.Smartphone.Without(FactCode.WeightGrams, FactCode.ManufactureYear);

    [Fact]
    public void Units_that_were_sold_count_by_route_with_the_orders_behind_them()
    {
        var (heavy, light) = (Listed(Plain.Weighing(12_500)).Sold(9_000, On(10, 10)), Listed(Plain).Sold(8_000, On(10, 11)));
        var rebuilt = Listed(Plain with { Kind = ListingKind.Refurbished }).Sold(7_000, On(10, 12));
        var drawn = Draw([], heavy, light, rebuilt);

        Assert.Equal(2, drawn.Value(Routes, "reuse", "items"));
        Assert.Equal([heavy.Orders[0].Id.ToString(), light.Orders[0].Id.ToString()], drawn.Behind(Routes, "reuse", "items"));
        Assert.Equal(1, drawn.Value(Routes, "reuse", "weighed"));
        Assert.Equal(12_500, drawn.Value(Routes, "reuse", "weight"));
        Assert.Equal([heavy.Orders[0].Id.ToString()], drawn.Behind(Routes, "reuse", "weight"));
        Assert.Equal(1, drawn.Value(Routes, "refurbished", "items"));
        Assert.Null(drawn.Value(Routes, "refurbished", "weight"));
        Assert.Contains("none of these units has its weight", drawn.Missing(Routes, "refurbished", "weight"), StringComparison.Ordinal);
        Assert.Equal("I-14", drawn.Words(Routes, "reuse", "indicator"));
    }

    [Fact]
    public void An_order_that_is_not_completed_in_the_period_is_no_sale()
    {
        var drawn = Draw(
            [], Listed(Plain).Sold(9_000, On(9, 30)), Listed(Plain).Sold(9_000, On(11, 21)), Listed(Plain).Ordered(9_000, new(Orders.OrderState.Paid, On(10, 5)), new(Orders.OrderState.Refunded, On(10, 6))));

        Assert.Equal(0, drawn.Value(Routes, "reuse", "items"));
        Assert.Equal(0, drawn.Value(Routes, "reuse", "weight"));
        Assert.Empty(drawn.Behind(Routes, "reuse", "items"));
    }

    [Fact]
    public void A_unit_that_is_offered_for_sharing_twice_counts_once()
    {
        var shared = Listed(Plain.Shared().Weighing(900));
        var drawn = Draw([], shared, Listed(Plain.Shared().Weighing(900), shared.ItemId), Listed(Plain.Shared()) with { Moves = [] });

        Assert.Equal(1, drawn.Value(Routes, "sharing", "items"));
        Assert.Equal(900, drawn.Value(Routes, "sharing", "weight"));
        Assert.Equal([shared.Id.ToString()], drawn.Behind(Routes, "sharing", "items"));
    }

    [Fact]
    public void How_old_units_were_when_sold_follows_from_their_year_of_manufacture()
    {
        var drawn = Draw(
            [], Listed(MadeIn(2020)).Sold(1, On(10, 10)), Listed(MadeIn(2023)).Sold(1, On(10, 11)), Listed(Plain).Sold(1, On(10, 12)), Listed(MadeIn(2027)).Sold(1, On(10, 13)));

        Assert.Equal(2, drawn.Value(Age, "reuse", "known"));
        Assert.Equal(9, drawn.Value(Age, "reuse", "years"));
        Assert.Equal(4, drawn.Value(Age, "reuse", "mean"));
        Assert.Equal(2, drawn.Behind(Age, "reuse", "years").Count());
        Assert.Contains("neither the average first use", drawn.Missing(Age, "reuse", "extension"), StringComparison.Ordinal);
        Assert.Null(drawn.Value(Age, "refurbished", "mean"));
        Assert.Equal("No order was completed in the period.", drawn.Missing(Age, "refurbished", "mean"));
    }

    [Fact]
    public void Rates_that_no_record_carries_have_no_value()
    {
        var sold = Listed(Plain).Sold(1, On(10, 10));
        var drawn = Draw([], sold);

        Assert.Contains("days of lending", drawn.Missing("circularity_rates", "utilisation", "rate"), StringComparison.Ordinal);
        Assert.Contains("no return or refund after its hand-over", drawn.Missing("circularity_rates", "return_rate", "rate"), StringComparison.Ordinal);
        Assert.Equal(1, drawn.Value("circularity_rates", "return_rate", "base"));
        Assert.Equal([sold.Orders[0].Id.ToString()], drawn.Behind("circularity_rates", "return_rate", "base"));
        Assert.All(drawn.Table("iso_59020_indicators").Rows, row => Assert.NotNull(row.Cells[1].Figure!.Missing));
    }

    [Fact]
    public void An_act_counts_once_however_many_listings_its_unit_has()
    {
        var listing = Listed(Plain);
        var (repair, late) = (Done(listing, ActKind.Repair, ActResult.Succeeded, On(10, 3)), Done(listing, ActKind.Repair, ActResult.Succeeded, On(9, 3)));
        var failed = Done(listing, ActKind.Erasure, ActResult.Failed, On(10, 4));
        var worked = listing with { Acts = [repair, late, failed] };
        var drawn = Draw([], worked, Listed(Plain, listing.ItemId) with { Acts = worked.Acts });

        Assert.Equal(1, drawn.Value("work_on_units", "repair", "succeeded"));
        Assert.Equal([repair.Id.ToString()], drawn.Behind("work_on_units", "repair", "succeeded"));
        Assert.Equal(1, drawn.Value("work_on_units", "erasure", "failed"));
        Assert.Equal(0, drawn.Value("work_on_units", "inspection", "succeeded"));
    }

    [Fact]
    public void Avoided_CO2_follows_the_factors_of_the_operator()
    {
        var (phone, coat) = (Listed(Plain).Sold(1, On(10, 10)), Listed(SampleListings.Coat).Sold(1, On(10, 11)));
        var drawn = Draw([new("smartphone", 55_001, 500, "自社調べ 2026")], phone, Listed(Plain).Sold(1, On(10, 12)), coat);

        Assert.Equal(110_002, drawn.Value(Carbon, "smartphone", "co2_gross"));
        Assert.Equal(55_000, drawn.Value(Carbon, "smartphone", "co2_net"));
        Assert.Equal("自社調べ 2026", drawn.Words(Carbon, "smartphone", "source"));
        Assert.Equal("55.001 kg", drawn.Words(Carbon, "smartphone", "factor"));
        Assert.Equal("50.0 %", drawn.Words(Carbon, "smartphone", "displaced"));
        Assert.Equal(2, drawn.Behind(Carbon, "smartphone", "co2_net").Count());
        Assert.Equal(1, drawn.Value(Carbon, "without_factor", "items"));
        Assert.Equal("no factor was supplied for these goods", drawn.Missing(Carbon, "without_factor", "co2_gross"));
        Assert.Equal(3, drawn.Value(Carbon, "total", "items"));
        Assert.Equal(55_000, drawn.Value(Carbon, "total", "co2_net"));
    }

    [Fact]
    public void Without_factors_there_is_no_CO2_and_it_is_said_how_to_supply_them()
    {
        var drawn = Draw([], Listed(Plain).Sold(1, On(10, 10)));

        Assert.Null(drawn.Value(Carbon, "total", "co2_gross"));
        Assert.Null(drawn.Value(Carbon, "total", "co2_net"));
        Assert.Contains("carbonFactors of drawReport", drawn.Missing(Carbon, "total", "co2_gross"), StringComparison.Ordinal);
    }

    private static ListingFacts MadeIn(long year) => Plain.With(SampleListings.Of(FactCode.ManufactureYear, year));

    private static DrawnTables Draw(CarbonFactor[] factors, params ReportedListing[] listings)
    {
        var context = Context(factors: factors);
        return SoldListings.Draw(new CircularityPart(context), context, listings);
    }
}
