using System.Text;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;

namespace CeCommerce.Tests.Reports;

public sealed class ReportDocumentTests
{
    [Fact]
    public void The_same_report_is_the_same_bytes_and_hash()
    {
        var (one, other) = (SampleReport.Make(), SampleReport.Make());

        Assert.Equal(one.Json.ToArray(), other.Json.ToArray());
        Assert.Equal(one.ContentHash, other.ContentHash);
        Assert.Equal(one.ContentHash, CanonicalJson.Digest(Encoding.UTF8.GetString(one.Json.Span)));
    }

    [Fact]
    public void Each_figure_has_a_number_of_its_own()
    {
        var numbers = SampleReport.Make().Document.Figures().Select(placed => placed.Figure.Number).ToList();

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Contains("2.1.1.5", numbers);
    }

    [Theory]
    [InlineData(ReportUnit.Count, 1_234, "1,234")]
    [InlineData(ReportUnit.Yen, 79_700, "￥79,700")]
    [InlineData(ReportUnit.Grams, 12_345, "12.345 kg")]
    [InlineData(ReportUnit.Days, 31, "31日")]
    [InlineData(ReportUnit.Permille, 125, "12.5 %")]
    internal void Figures_are_written_with_their_unit(ReportUnit unit, long value, string text) =>
        Assert.Equal(text, ReportText.Of(new ReportFigure("1.1.1.1", value, null), unit, Language.Ja));

    [Fact]
    public void What_is_not_recorded_is_never_a_zero() =>
        Assert.Equal("not recorded", ReportText.Of(new ReportFigure("1.1.1.1", null, new("", "")), ReportUnit.Count, Language.En));
}
