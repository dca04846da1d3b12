using CeCommerce.Platform;

namespace CeCommerce.Tests.Platform;

public sealed class TokyoTests
{
    [Theory]
    [InlineData("2026-11-20T14:59:59Z", "2026-11-20")]
    [InlineData("2026-11-20T15:00:00Z", "2026-11-21")]
    public void A_day_turns_at_midnight_in_Tokyo(string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Tokyo.DayOf(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)));
}
