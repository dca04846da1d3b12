using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Pdf;

namespace CeCommerce.Tests.Reports.Formats;

public sealed partial class PdfReportTests
{
    private static readonly DrawnReport Sample = SampleReport.Make(rowsBehind: 4);
    private static readonly Lazy<Task<byte[]>> Japanese = new(() => Poppler.PdfOf(Sample));

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public async Task Every_figure_stands_with_its_number_and_why_it_is_missing(Language language)
    {
        var letters = await Poppler.Letters(await Poppler.PdfOf(Sample, language));

        Assert.All(Sample.Document.Figures(), placed =>
        {
            Assert.Contains(Poppler.Tight($"{ReportText.Of(placed.Figure, placed.Column.Unit, language)}{placed.Figure.Number}"), letters, StringComparison.Ordinal);
            Assert.Contains(Poppler.Tight(placed.Figure.Missing?.In(language) ?? ""), letters, StringComparison.Ordinal);
        });
        Assert.All(Sample.Document.Sections.SelectMany(section => section.Tables), table => Assert.All(
            new[] { table.Title, table.Formula, table.Source, table.Caution, table.Rows.Count == 0 ? table.Empty : null },
            text => Assert.Contains(Poppler.Tight(text?.In(language) ?? ""), letters, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_reason_is_said_once_for_the_figures_of_a_row_that_have_it()
    {
        var letters = await Poppler.Letters(await Poppler.PdfOf(Sample, Language.En));

        Assert.Contains("2.1.2.1,2.1.2.2:Returnsarenotrecordedyet", letters, StringComparison.Ordinal);
        Assert.Equal(1, Poppler.Times("Returnsarenotrecordedyet", letters));
    }

    [Theory]
    [InlineData(1, "1record")]
    [InlineData(2, "All2records")]
    public async Task A_list_says_how_many_records_it_has_and_what_their_columns_are(int records, string said)
    {
        var letters = await Poppler.Letters(await Poppler.PdfOf(SampleReport.Make(records), Language.En));

        Assert.Contains($"{said}KindIDRecorded(Japantime)", letters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hash_and_rules_stand_on_every_page()
    {
        var pages = (await Poppler.Run("pdftotext", await Japanese.Value, "-raw")).TrimEnd('\f').Split('\f');

        Assert.All(pages.Index(), page =>
        {
            var letters = Poppler.Tight(page.Item);
            Assert.Contains(Sample.ContentHash, letters, StringComparison.Ordinal);
            Assert.Contains("jp-2026.11.5", letters, StringComparison.Ordinal);
            Assert.Contains("kobutsu2026.11.5", letters, StringComparison.Ordinal);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{page.Index + 1}/{pages.Length}ページ"), letters, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_inputs_stand_with_their_digests()
    {
        var letters = await Poppler.Letters(await Japanese.Value);

        Assert.All(Sample.Document.Inputs, input => Assert.Contains($"{input.Name}123,456{input.Digest}", letters, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_report_is_the_same_bytes() => Assert.Equal(await Japanese.Value, await Poppler.PdfOf(SampleReport.Make(rowsBehind: 4)));

    [Fact]
    public async Task Hostile_text_is_shown_as_it_is()
    {
        var hostile = Poppler.Times(SampleReport.Hostile, await Poppler.Letters(await Japanese.Value));

        Assert.True(hostile >= 3, "The name, a note and a cell have it.");
    }

    [Fact]
    public async Task What_the_font_lacks_is_shown_by_its_code()
    {
        var scope = Sample.Document.Scope with { Name = "絵文字\U0001F600と\u202E向き\u0007と改行\nのあと" };

        var letters = await Poppler.Letters(await Poppler.PdfOf(DrawnReport.Of(Sample.Document with { Scope = scope }, Sample.Rows)));

        Assert.Contains("絵文字〓[U+1F600]と〓[U+202E]向き〓[U+0007]と改行のあと", letters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_and_bookmark_leads_to_a_page()
    {
        var file = Encoding.Latin1.GetString(await Japanese.Value);
        var pages = PageObject().Matches(file).Select(match => match.Groups["number"].Value).ToHashSet();
        var targets = Target().Matches(file).Select(match => match.Groups["number"].Value).ToList();

        Assert.All(targets, target => Assert.Contains(target, pages));
        // Each figure with rows: from the table to the annex, back, and from the bookmarks.
        Assert.True(targets.Count >= 3 * Sample.Rows.ByFigure.Count);
        Assert.Equal(PlaceOf(file).Count, PlaceOf(file).Count(place => file[(int)place.Offset..].StartsWith(place.Object, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_font_is_embedded_in_part_with_its_letters()
    {
        var pdf = await Japanese.Value;

        Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", await Poppler.Run("pdffonts", pdf));
        Assert.InRange(pdf.Length, 10_000, 600_000);
    }

    [Theory]
    [InlineData(Language.Ja, "ja")]
    [InlineData(Language.En, "en")]
    public async Task The_file_is_dated_as_of_the_report_and_says_its_language(Language language, string tag)
    {
        var pdf = await Poppler.PdfOf(Sample, language);

        Assert.Contains("2026-11-20T09:00:00+09", await Poppler.Run("pdfinfo", pdf, "-isodates"), StringComparison.Ordinal);
        Assert.Contains($"/Lang({tag})", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_runs_on_has_its_head_again()
    {
        var pages = (await Poppler.Run("pdftotext", await Japanese.Value, "-raw")).Split('\f').Select(Poppler.Tight).ToList();

        var withRules = pages.Where(page => Rule().IsMatch(page)).ToList();
        Assert.All(withRules, page => Assert.Contains("規則不適合件データ不足件", page, StringComparison.Ordinal));
        Assert.True(withRules.Count > 1);
    }

    [Fact]
    public async Task Lists_say_how_much_more_there_is_and_equal_ones_are_shared()
    {
        var rows = new FigureRows(1_500, [.. Sample.Rows.ByFigure["1.1.1.1"].First.Take(3)]);
        var report = Sample with { Rows = new(new Dictionary<string, FigureRows> { ["1.1.1.1"] = rows, ["1.1.2.1"] = rows with { First = [.. rows.First] } }) };

        var letters = await Poppler.Letters(await Poppler.PdfOf(report));

        Assert.Contains("全1,500件のうち先頭の3件", letters, StringComparison.Ordinal);
        Assert.Contains("ほかに1,497件あります。GraphQLのreportFigure(report,figure:\"1.1.1.1\")", letters, StringComparison.Ordinal);
        Assert.Contains("1.1.1.1と同じ記録です。", letters, StringComparison.Ordinal);
        Assert.Equal(1, Poppler.Times(rows.First[0].Id, letters));
    }

    [Fact]
    public async Task Without_the_font_it_is_refused_with_the_name_of_the_package()
    {
        var format = new PdfReportFormat(new("/nowhere/font.ttf"));
        var output = new MemoryStream();

        var refusal = Assert.IsType<ReportFontMissing>(format.Refusal);
        Assert.Contains("fonts-ipaexfont-gothic", refusal.Message.Ja, StringComparison.Ordinal);
        Assert.Contains("fonts-ipaexfont-gothic", refusal.Message.En, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => format.WriteAsync(Sample, new(Language.Ja), output, TestContext.Current.CancellationToken));
        Assert.Equal(0, output.Length);
    }

    private static List<(long Offset, string Object)> PlaceOf(string file)
    {
        var table = file[file.LastIndexOf("xref\n0 ", StringComparison.Ordinal)..].Split('\n');
        return [.. table.Skip(3).TakeWhile(line => line.EndsWith("n ", StringComparison.Ordinal))
            .Select((line, i) => (long.Parse(line[..10], CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n")))];
    }

    [GeneratedRegex(@"(?<number>[0-9]+) 0 obj\n<</Type/Page/", RegexOptions.NonBacktracking)]
    private static partial Regex PageObject();

    [GeneratedRegex(@"/Dest\[(?<number>[0-9]+) 0 R/XYZ", RegexOptions.NonBacktracking)]
    private static partial Regex Target();

    [GeneratedRegex("規則の名前[0-9,]+1\\.2\\.", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();
}
