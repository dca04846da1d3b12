using System.Globalization;
using CeCommerce.Passports.Valuation;

namespace CeCommerce.Tests.Passports.Valuation;

/// <summary>Against 90 used cars whose fit others computed.</summary>
public sealed class LeastSquaresTests
{
    private static Car[] Cars => [.. PublishedVectors.Text("resale-prices/ThreeCars2017.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Car.Read)];

    [Fact]
    public void The_fit_is_that_of_the_reference()
    {
        var (reference, cars) = (PublishedVectors.Json("resale-prices/three-cars-reference-fit.json"), Cars);
        var full = Fit(cars, car => [1, car.Age, car.Mileage, car.Accord, car.Maxima]);
        var ageOnly = Fit(cars, car => [1, car.Age, car.Accord, car.Maxima]);
        var old = reference.GetProperty("ageOnly");
        AreNear([.. reference.GetProperty("coefficients").EnumerateArray().Select(number => number.GetDouble())], full.Coefficients);
        AreNear([.. old.GetProperty("coefficients").EnumerateArray().Select(number => number.GetDouble())], ageOnly.Coefficients);
        AreNear(
            [reference.GetProperty("rSquared").GetDouble(), reference.GetProperty("residualStdError").GetDouble(), old.GetProperty("rSquared").GetDouble(), old.GetProperty("residualStdError").GetDouble()],
            [full.RSquared, full.Spread, ageOnly.RSquared, ageOnly.Spread]);
        var errors = reference.GetProperty("looMape");
        AreNear([errors.GetProperty("ageAndMileage").GetDouble(), errors.GetProperty("ageOnly").GetDouble()], [full.MeanErrorShare, ageOnly.MeanErrorShare]);
        Assert.InRange(full.MeanErrorShare, 0, 0.141);
        PublishedVectors.Ran(cars.Length);
    }

    [Fact]
    public void Examples_are_priced_as_in_the_reference()
    {
        var fit = Fit(Cars, car => [1, car.Age, car.Mileage, car.Accord, car.Maxima]);
        var examples = PublishedVectors.Json("resale-prices/three-cars-reference-fit.json").GetProperty("examples").EnumerateArray().ToList();
        Assert.All(examples, example =>
        {
            var brand = example.GetProperty("CarType").GetString();
            double[] row = [1, example.GetProperty("Age").GetDouble(), example.GetProperty("Mileage").GetDouble(), brand == "Accord" ? 1 : 0, brand == "Maxima" ? 1 : 0];
            AreNear([example.GetProperty("pricePoint").GetDouble()], [Math.Exp(row.Zip(fit.Coefficients, (x, b) => x * b).Sum())]);
        });
        PublishedVectors.Ran(examples.Count);
    }

    [Fact]
    public void The_interval_holds_about_eighty_of_a_hundred_prices()
    {
        var cars = Cars;
        var fit = Fit(cars, car => [1, car.Age, car.Mileage, car.Accord, car.Maxima]);
        var inside = fit.Errors.Count(error => Math.Abs(error) <= 1.2816 * fit.Spread);
        TestContext.Current.TestOutputHelper!.WriteLine($"{inside} of {cars.Length}");
        Assert.InRange(inside / (double)cars.Length, 0.7, 0.9);
    }

    [Fact]
    public void Each_error_is_that_of_a_fit_without_the_row()
    {
        double[][] rows = [[1, 0], [1, 1], [1, 2], [1, 4], [1, 7]];
        double[] values = [5, 4, 3.5, 2, 0.1];
        var all = LeastSquares.Of(rows, values)!;
        for (var left = 0; left < rows.Length; left++)
        {
            var without = LeastSquares.Of([.. rows.Where((_, row) => row != left)], [.. values.Where((_, row) => row != left)])!;
            Assert.Equal(values[left] - rows[left].Zip(without.Coefficients, (x, b) => x * b).Sum(), all.Errors[left], 1e-12);
        }
    }

    [Fact]
    public void Columns_that_say_the_same_and_too_few_rows_fit_nothing()
    {
        Assert.Null(LeastSquares.Of([[1, 2], [1, 2], [1, 2]], [1, 2, 3]));
        Assert.Null(LeastSquares.Of([[1, 2], [1, 3]], [1, 2]));
        Assert.Null(LeastSquares.Of([], []));
    }

    private static LeastSquares Fit(Car[] cars, Func<Car, double[]> row) => LeastSquares.Of([.. cars.Select(row)], [.. cars.Select(car => Math.Log(car.Price))])!;

    private static void AreNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs((pair.Second / pair.First) - 1), 0, 1e-9));
    }

    private sealed record Car(double Age, double Price, double Mileage, double Accord, double Maxima)
    {
        public static Car Read(string row)
        {
            double[] cells = [.. row.Split(',').Skip(2).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            return new(cells[0], cells[1], cells[2], cells[4], cells[5]);
        }
    }
}
