using System.Globalization;
using System.Xml.Linq;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats;
using CeCommerce.Reports.Formats.Html.Charts;

namespace CeCommerce.Tests.Reports.Html;

public sealed class HtmlChartTests
{
    private static readonly LocalText Some = new("ある", "Some");

    [Fact]
    public async Task A_chart_is_an_image_with_a_name_and_a_description()
    {
        var page = await WrittenPage.OfAsync(SampleReport.Make(1), Language.En);
        var chart = Charts(page)[0];

        Assert.Equal("Chart of 1.1 Verdicts by month", page.ById[chart.Attribute("aria-labelledby")!.Value].Value);
        Assert.Equal(
            "Stacked columns by Month: Pass, Warning, Blocked. The largest sum is 77, 2026-08. The figures are in the table that follows.",
            page.ById[chart.Attribute("aria-describedby")!.Value].Value);
    }

    [Fact]
    public async Task A_long_chart_is_drawn_in_parts_that_fit_on_paper()
    {
        var charts = Charts(await WrittenPage.OfAsync(SampleReport.Make(1), Language.En));

        Assert.Equal(["Chart of 1.2 Findings by rule (1 of 2)", "Chart of 1.2 Findings by rule (2 of 2)"], charts.Skip(1).Select(chart => chart.Element("title")!.Value));
    }

    [Fact]
    public async Task Columns_are_as_high_as_their_figures()
    {
        var chart = Charts(await WrittenPage.OfAsync(Drawn(ReportChart.StackedOverTime, [10, 5], [20, null])))[0];

        Assert.Equal(["115", "57.5", "230"], chart.Elements("rect").Select(bar => bar.Attribute("height")!.Value));
        Assert.Equal(["url(#fill-0)", "url(#fill-1)", "url(#fill-0)"], chart.Elements("rect").Select(bar => bar.Attribute("fill")!.Value));
    }

    [Fact]
    public void A_sum_is_not_stacked_on_its_parts()
    {
        var table = Drawn(ReportChart.StackedOverTime, [3, 1, 2]).Document.Sections[0].Tables[0];
        ReportColumn total = new("total", Some, ReportUnit.Count), part = table.Columns[1];

        Assert.Equal([1, 2], ChartColumns.Of(table with { Columns = [total, part, part] }));
        Assert.Equal([1], ChartColumns.Of(table with { Columns = [total, part, part with { Unit = ReportUnit.Yen }] }));
        Assert.Equal([0], ChartColumns.Of(table with { Columns = [total, part with { Unit = ReportUnit.Yen }, part with { Unit = ReportUnit.Yen }] }));
    }

    [Theory]
    [InlineData(ReportChart.StackedOverTime)]
    [InlineData(ReportChart.Bars)]
    internal async Task What_is_not_recorded_is_marked_and_not_drawn(ReportChart kind)
    {
        var chart = Charts(await WrittenPage.OfAsync(Drawn(kind, [10, 5], [20, null]), Language.En))[0];

        Assert.Contains("?", chart.Elements("text").Select(text => text.Value));
        Assert.EndsWith("What is not recorded (1) is not drawn and marked with “?”.", chart.Element("desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_below_zero_and_nothing_at_all_are_not_drawn()
    {
        Assert.Empty(Charts(await WrittenPage.OfAsync(Drawn(ReportChart.Bars, [10, -5]))));
        Assert.Empty(Charts(await WrittenPage.OfAsync(Drawn(ReportChart.Bars, [0, null]))));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(6, 2, 3)]
    [InlineData(11, 5, 3)]
    [InlineData(77, 20, 4)]
    [InlineData(101, 50, 3)]
    [InlineData(26_000, 10_000, 3)]
    public void An_axis_runs_in_round_steps(int highest, int step, int steps) => Assert.Equal(new ChartScale(step, steps), ChartScale.To(highest));

    [Fact]
    public void An_axis_is_long_enough_for_the_largest_figures() => Assert.True(ChartScale.To(3m * long.MaxValue).Top >= 3m * long.MaxValue);

    [Fact]
    public void A_label_that_is_too_long_is_cut() => Assert.Equal("製造年…", Drawing.Fitting("製造年の確認", 48));

    private static List<XElement> Charts(WrittenPage page) => [.. page.All("svg").Where(image => image.Attribute("role")?.Value == "img")];

    private static DrawnReport Drawn(ReportChart kind, params long?[][] values)
    {
        var rows = values.Select((places, row) => new ReportRow(
            row.ToString(CultureInfo.InvariantCulture), Some, [.. places.Select((value, column) => new ReportCell { Figure = new($"1.1.{row + 1}.{column + 1}", value, value is null ? Some : null) })]));
        var table = new ReportTable("1.1", "some", Some, Some, Some, Some, [.. values[0].Select(_ => new ReportColumn("some", Some, ReportUnit.Count))], [.. rows]) { RowTitle = Some, Chart = kind };
        return DrawnReport.Of(SampleReport.Make(0).Document with { Sections = [new(1, "some", Some, [], [table])] }, ReportRows.None);
    }
}
