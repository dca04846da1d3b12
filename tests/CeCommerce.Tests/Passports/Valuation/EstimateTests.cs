using CeCommerce.Passports.Valuation;
using CeCommerce.Standards;
using CsCheck;

namespace CeCommerce.Tests.Passports.Valuation;

public sealed class EstimateTests
{
    private const int Rounds = 300;

    private static readonly Gen<(PricedUnit[] Sales, UnitTraits Unit)> Cases = Gen.Select(SampleSales.Any, SampleSales.Units);

    [Fact]
    public void Shares_add_up_to_the_yen_and_the_interval_holds_the_point() => Cases.Sample(
        each =>
        {
            var value = Of(each.Sales, each.Unit);
            Assert.Equal(value.Point - value.Reference, value.Shares.Sum(share => share.Yen));
            Assert.True(value.Low >= 1 && value.Low <= value.Point && value.Point <= value.High);
            Assert.All(value.Raises, raise => Assert.True(raise.Yen > 0));
        },
        iter: Rounds);

    [Fact]
    public void Older_is_never_dearer() => Never_dearer(unit => unit.Age is { } age ? unit with { Age = age with { Value = age.Value + 1.5 } } : unit);

    [Fact]
    public void More_used_is_never_dearer() => Never_dearer(unit => unit.Usage is { } usage ? unit with { Usage = usage with { Value = (usage.Value * 2) + 10 } } : unit);

    [Fact]
    public void A_worse_grade_is_never_dearer() => Never_dearer(unit => unit.Grade is { Value: < 5 } grade ? unit with { Grade = grade with { Value = grade.Value + 1 } } : unit);

    [Fact]
    public void A_weaker_battery_is_never_dearer() => Never_dearer(unit => unit.Health is { } health ? unit with { Health = health with { Value = health.Value / 2 } } : unit);

    [Fact]
    public void A_new_battery_never_makes_it_cheaper() => Cases.Sample(
        each => Assert.True(Of(each.Sales, each.Unit with { Health = new(1, FactBasis.Stated) }).Point >= Of(each.Sales, each.Unit).Point), iter: Rounds);

    [Fact]
    public void Less_evidence_never_narrows_it() => Cases.Sample(
        each =>
        {
            var fit = SalesFit.Of(each.Sales)!;
            var spread = fit.VarianceOf(each.Unit);
            foreach (var weaker in Weaker(each.Unit))
                Assert.True(fit.VarianceOf(weaker) >= spread);
        },
        iter: Rounds);

    [Fact]
    public void Sales_in_any_order_give_the_same_value_to_the_last_bit() => Cases.Sample(
        each =>
        {
            var (one, other) = (Of(each.Sales, each.Unit), Of([.. each.Sales.Reverse()], each.Unit));
            Assert.Equal([one.Low, one.Point, one.High, one.Reference], [other.Low, other.Point, other.High, other.Reference]);
            Assert.Equal(one.Shares, other.Shares);
            Assert.Equal(one.Fit.Terms, other.Fit.Terms);
        },
        iter: Rounds);

    [Fact]
    public void Later_sales_of_the_model_do_not_count() => Cases.Sample(
        each =>
        {
            var (fit, asOf) = (SalesFit.Of(each.Sales)!, SampleSales.Today.AddDays(-100));
            PricedUnit[] known = [.. each.Sales.Where(sale => sale.At <= asOf)];
            Assert.Equal(Estimate.Of(fit, each.Unit, known, asOf).Point, Estimate.Of(fit, each.Unit, each.Sales, asOf).Point);
        },
        iter: Rounds);

    [Fact]
    public void What_the_sales_follow_is_found()
    {
        var random = new Random(7);
        PricedUnit[] sales = [.. Enumerable.Range(0, 200).Select(index =>
        {
            var (age, health, grade) = (random.NextDouble() * 6, 0.6 + (random.NextDouble() * 0.4), 1 + random.Next(4));
            var yen = 100_000 * Math.Exp((-0.2 * age) + (0.5 * (health - 0.8)) - (0.1 * (grade - 1)) + (0.05 * (random.NextDouble() - 0.5)));
            return new PricedUnit($"{index}", new() { Age = new(age, FactBasis.Stated), Health = new(health, FactBasis.Act), Grade = new(grade, FactBasis.Stated) }, (long)yen, SampleSales.Today.AddDays(-index));
        })];
        var fit = SalesFit.Of(sales)!;
        Assert.Equal(ValuationMethod.Hedonic, fit.Method);
        Assert.InRange(fit.Terms.Single(term => term.Factor == PriceFactor.Age).Coefficient, -0.205, -0.195);
        Assert.InRange(fit.Terms.Single(term => term.Factor == PriceFactor.Health).Coefficient, 0.45, 0.55);
        var value = Estimate.Of(fit, new() { Age = new(2, FactBasis.Stated), Health = new(0.8, FactBasis.Act), Grade = new(3, FactBasis.Stated) }, sales, SampleSales.Today);
        Assert.InRange(value.Point, 54_000, 56_000);
        Assert.Equal([PriceFactor.Health, PriceFactor.Grade], value.Raises.Select(raise => raise.Factor));
    }

    [Fact]
    public void Nine_sales_say_nothing_and_twenty_only_a_curve()
    {
        PricedUnit[] sales = [.. Enumerable.Range(0, 20).Select(index => new PricedUnit($"{index}", new() { Age = new(index % 5, FactBasis.Stated), Usage = new(index, FactBasis.Stated) }, 50_000 - (1_000 * (index % 5)), SampleSales.Today))];
        Assert.Null(SalesFit.Of(sales[..9]));
        var fit = SalesFit.Of(sales)!;
        Assert.Equal(ValuationMethod.Curve, fit.Method);
        Assert.Equal(PriceFactor.Age, Assert.Single(fit.Terms).Factor);
    }

    private static void Never_dearer(Func<UnitTraits, UnitTraits> worse) => Cases.Sample(
        each => Assert.True(Of(each.Sales, worse(each.Unit)).Point <= Of(each.Sales, each.Unit).Point), iter: Rounds);

    private static Estimate Of(PricedUnit[] sales, UnitTraits unit) => Estimate.Of(SalesFit.Of(sales)!, unit, sales, SampleSales.Today);

    private static IEnumerable<UnitTraits> Weaker(UnitTraits unit)
    {
        yield return unit with { Age = null };
        yield return unit with { Usage = null };
        yield return unit with { Health = null };
        yield return unit with { Grade = null };
        if (unit.Age is { } age)
            yield return unit with { Age = age with { Basis = FactBasis.Stated } };
        if (unit.Health is { } health)
            yield return unit with { Health = health with { Basis = FactBasis.Stated } };
    }
}
