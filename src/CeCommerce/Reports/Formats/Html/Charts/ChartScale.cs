namespace CeCommerce.Reports.Formats.Html.Charts;

/// <summary>An axis from zero in round steps, five at most.</summary>
internal sealed record ChartScale(decimal Step, int Steps)
{
    public decimal Top => Step * Steps;

    public IEnumerable<decimal> Ticks => Enumerable.Range(0, Steps + 1).Select(tick => tick * Step);

    public static ChartScale To(decimal highest)
    {
        var step = 1m;
        for (var power = 1m; step * 5 < highest; power *= 10)
            step = new[] { 1m, 2m, 5m, 10m }.Select(round => round * power).First(round => round * 5 >= highest || round == power * 10);
        return new(step, (int)decimal.Ceiling(highest / step));
    }

    /// <summary>How long <paramref name="value"/> is where the axis is as long as <paramref name="length"/>.</summary>
    public decimal Length(decimal value, decimal length) => value * length / Top;
}
