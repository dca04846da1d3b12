using CeCommerce.Passports;

namespace CeCommerce.Tests.Passports;

/// <summary>How complete a history is said to be.</summary>
public sealed class CoverageTests
{
    [Theory]
    [InlineData(new int[0], 0, 0, 0)]
    [InlineData(new[] { 12 }, 1, 1, 0)]
    [InlineData(new[] { 1, 12 }, 2, 12, 10)]
    [InlineData(new[] { 12, 1, 5, 5 }, 3, 12, 6)]
    [InlineData(new[] { 10 }, 1, 3, 2)]
    public void Months_are_counted_from_the_first_event_to_now(int[] months, int with, int age, int gap) =>
        Assert.Equal(new(with, age, gap), Coverages.Of([.. months.Select(month => Coverages.MonthOf(new(2026, month, 1)))], Coverages.MonthOf(new(2026, 12, 31))));
}
