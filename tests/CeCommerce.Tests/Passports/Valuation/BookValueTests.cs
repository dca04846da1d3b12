using System.Globalization;
using System.Text.Json;
using CeCommerce.Passports.Valuation;

namespace CeCommerce.Tests.Passports.Valuation;

public sealed class BookValueTests
{
    [Fact]
    public void Books_are_written_down_to_the_yen()
    {
        var file = PublishedVectors.Json("jp-depreciation/vectors.json");
        JsonElement[] vectors = [.. file.GetProperty("published").EnumerateArray(), .. file.GetProperty("derived").EnumerateArray()];
        foreach (var vector in vectors)
        {
            var (cost, life) = (vector.GetProperty("cost").GetInt64(), vector.GetProperty("usefulLifeYears").GetInt32());
            long[] values = [.. BookValue.Years(cost, life)];
            Assert.Equal(vector.GetProperty("bookValue").EnumerateArray().Select(value => value.GetInt64()), values);
            Assert.Equal(vector.GetProperty("depreciation").EnumerateArray().Select(value => value.GetInt64()), values.Select((value, year) => (year == 0 ? cost : values[year - 1]) - value));
        }

        PublishedVectors.Ran(vectors.Length);
    }

    [Fact]
    public void The_rates_are_those_of_the_table()
    {
        var rows = PublishedVectors.Text("jp-depreciation/rates-2012-04-01.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split('\t')).ToList();
        Assert.Equal(Enumerable.Range(2, 49), rows.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.Equal(
            new DepreciationRates(Number(row[2]), Number(row[3]), Number(row[4])), DepreciationRates.Of(int.Parse(row[0], CultureInfo.InvariantCulture))));
        PublishedVectors.Ran(rows.Count);
    }

    [Fact]
    public void What_was_bought_used_has_a_shorter_life()
    {
        var vectors = PublishedVectors.Json("jp-depreciation/vectors.json").GetProperty("simplifiedUsedLife").GetProperty("published").EnumerateArray().ToList();
        Assert.All(vectors, vector => Assert.Equal(
            vector.GetProperty("result").GetInt32(), BookValue.UsedLife(vector.GetProperty("statutory").GetInt32(), vector.GetProperty("elapsed").GetInt32())));
        PublishedVectors.Ran(vectors.Count);
    }

    [Fact]
    public void Every_life_ends_with_one_yen_and_never_rises()
    {
        for (var life = DepreciationRates.ShortestLife; life <= DepreciationRates.LongestLife; life++)
        {
            foreach (var cost in (long[])[1, 2, 999, 100_000, 79_700, 1_000_000_000])
            {
                long[] values = [cost, .. BookValue.Years(cost, life)];
                Assert.Equal(life + 1, values.Length);
                Assert.Equal(1, values[^1]);
                Assert.Equal(values.OrderDescending(), values);
                Assert.Equal([cost, values[1], 1], [BookValue.After(cost, life, 0), BookValue.After(cost, life, 1), BookValue.After(cost, life, life + 3)]);
            }
        }
    }

    [Theory]
    [InlineData(30, 12, 20)]
    [InlineData(4, 4, 2)]
    [InlineData(4, 9, 2)]
    [InlineData(15, 15, 3)]
    [InlineData(6, 1, 5)]
    [InlineData(6, 0, 6)]
    public void A_fifth_of_what_is_gone_comes_back(int statutory, int elapsed, int life) => Assert.Equal(life, BookValue.UsedLife(statutory, elapsed));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
