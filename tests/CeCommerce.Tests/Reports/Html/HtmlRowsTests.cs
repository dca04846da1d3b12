using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Tests.Reports.Html;

public sealed class HtmlRowsTests
{
    [Fact]
    public async Task A_figure_leads_to_its_rows_and_they_lead_back()
    {
        var page = await WrittenPage.OfAsync(SampleReport.Make(3), Language.En);
        var list = page.ById[page.ById["f-2.1.1.5"].Attribute("href")!.Value[1..]].Parent!;

        Assert.Equal("2.1.1.1 Every unit – All – Count: 1,234", list.Element("h3")!.Value);
        Assert.Contains("#f-2.1.1.5", list.Descendants("a").Select(link => link.Attribute("href")!.Value));
        Assert.Equal(3, list.Descendants("tbody").Single().Elements("tr").Count());
        Assert.Contains("3 in all", list.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_cut_says_how_many_more_there_are_and_how_to_ask_for_them()
    {
        var list = (await WrittenPage.OfAsync(Sharing(total: 1_500), Language.En)).ById["r-1.1.1.1"].Parent!;

        Assert.Contains("The first 1 of 1,500", list.Value, StringComparison.Ordinal);
        Assert.EndsWith("There are 1,499 more. Ask for them by GraphQL: reportFigure(report, figure: \"1.1.1.1\")", list.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_count_the_same_rows_share_a_list()
    {
        var page = await WrittenPage.OfAsync(Sharing(total: 1), Language.En);

        Assert.Equal("#r-1.1.1.1", page.ById["f-1.1.1.2"].Attribute("href")!.Value);
        Assert.Equal(["#f-1.1.1.1", "#f-1.1.1.2"], page.ById["r-1.1.1.1"].Parent!.Descendants("a").Select(link => link.Attribute("href")!.Value));
        Assert.Single(page.ById.Keys, id => id.StartsWith("r-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_figure_without_rows_leads_nowhere()
    {
        var page = await WrittenPage.OfAsync(Sharing(total: 1), Language.En);

        Assert.Equal("span", page.ById["f-1.1.1.3"].Name);
    }

    /// <summary>Two figures whose lists were read apart and are equal.</summary>
    private static DrawnReport Sharing(long total) => SampleReport.Make(0) with
    {
        Rows = new(new Dictionary<string, FigureRows> { ["1.1.1.1"] = Rows(total), ["1.1.1.2"] = Rows(total), ["1.1.1.3"] = new(0, []) }),
    };

    private static FigureRows Rows(long total) =>
        new(total, [new(RowKind.Verdict, "lst_1", new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), SampleReport.Hostile, new("適合", "Pass"))]);
}
