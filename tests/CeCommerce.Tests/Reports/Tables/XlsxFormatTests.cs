using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Tables;

namespace CeCommerce.Tests.Reports.Tables;

public sealed class XlsxFormatTests
{
    private static readonly DrawnReport Sample = SampleReport.Make(rowsBehind: 3);

    [Fact]
    public async Task A_sheet_for_each_section_between_what_it_is_and_all_figures()
    {
        Assert.Equal(["概要", "1 判定", "2 単位", "3 事業者", "数値"], (await WrittenWorkbook.OfAsync(Sample, Language.Ja)).Sheets.Keys);
        Assert.Equal(["About", "1 Verdicts", "2 Units", "3 Operator", "Figures"], (await WrittenWorkbook.OfAsync(Sample, Language.En)).Sheets.Keys);
    }

    [Fact]
    public async Task Figures_are_numbers_with_the_format_of_their_unit()
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, Language.Ja);

        var row = workbook.Row("2 単位", "2.1.1");

        Assert.Equal(
            [("1234", "#,##0"), ("79700", "\"￥\"#,##0"), ("12.345", "#,##0.000\" kg\""), ("31", "#,##0\"日\""), ("0.125", "0.0%"), (Serial(new(2026, 10, 1)), "yyyy\\-mm\\-dd")],
            row.Skip(3).Take(6).Select(cell => (cell.Value, cell.Format)));
        Assert.All(row.Skip(3).Take(6), cell => Assert.True(cell.Type is null or "n", $"{cell}"));
    }

    [Fact]
    public async Task Words_are_text_and_never_a_formula()
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, Language.En);

        var hostile = workbook.Row("2 Units", "2.1.1")[^1];

        Assert.Equal(("inlineStr", SampleReport.Hostile, "49"), (hostile.Type, hostile.Value, hostile.Format));
        Assert.All(workbook.Sheets.Keys.SelectMany(workbook.Cells), cell => Assert.False(cell.IsFormula));
    }

    [Fact]
    public async Task What_is_not_recorded_is_words_with_the_reason_and_no_zero()
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, Language.En);

        Assert.Equal("not recorded: Returns are not recorded yet", workbook.Row("2 Units", "2.1.2")[3].Value);
        var figure = workbook.Row("Figures", "2.1.2.1");
        Assert.DoesNotContain(figure, cell => cell.Reference.StartsWith('I') && cell.Value.Length > 0);
        Assert.Equal("not recorded: Returns are not recorded yet", figure[^1].Value);
    }

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public async Task Every_figure_stands_in_the_tidy_sheet_and_in_its_section(Language language)
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, language);
        var (figures, first) = (workbook.Sheets.Keys.Last(), SheetWriter.Heads + 2);

        var numbers = workbook.Cells(figures).Where(cell => cell.Reference.StartsWith('A') && int.Parse(cell.Reference[1..], null) >= first).Select(cell => cell.Value);

        Assert.Equal(Sample.Document.Figures().Select(placed => placed.Figure.Number), numbers);
        Assert.All(Sample.Document.Figures(), placed =>
        {
            var row = workbook.Row(SheetName.Of($"{placed.Section.Number} {placed.Section.Title.In(language)}"), placed.Figure.Number[..placed.Figure.Number.LastIndexOf('.')]);
            var value = row[2 + int.Parse(placed.Figure.Number.Split('.')[^1], null)].Value;
            Assert.Equal(placed.Figure.Value is { } number ? Plain(number, placed.Column.Unit) : $"{ReportText.NotRecorded.In(language)}: {placed.Figure.Missing!.In(language)}", value);
        });
    }

    [Theory]
    [InlineData(Language.Ja)]
    [InlineData(Language.En)]
    public async Task Every_sheet_and_every_printed_page_says_hash_edition_and_packs(Language language)
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, language);

        Assert.All(workbook.Sheets.Keys, sheet =>
        {
            foreach (var part in (string[])[Sample.ContentHash, "jp-2026.11.5", "kobutsu 2026.11.5", "2026-11-20 09:00:00.123 +09:00"])
            {
                Assert.Contains(part, workbook.Cell(sheet, "A2").Value, StringComparison.Ordinal);
            }

            Assert.Contains(Sample.ContentHash, workbook.Element(sheet, "oddFooter")!.Value, StringComparison.Ordinal);
            Assert.Contains("kobutsu 2026.11.5", workbook.Element(sheet, "oddHeader")!.Value, StringComparison.Ordinal);
            Assert.Equal("frozen", workbook.Element(sheet, "pane")!.Attribute("state")!.Value);
            Assert.Equal("worksheet", workbook.Element(sheet, "headerFooter")!.Parent!.Name.LocalName);
            Assert.Single(workbook.Sheets[sheet].Elements(), element => element.Name.LocalName == "pageMargins");
        });
    }

    [Fact]
    public async Task A_sheet_prints_one_page_wide_and_its_sentences_stay_within_its_columns()
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, Language.En);

        Assert.All(workbook.Sheets.Keys, sheet =>
        {
            Assert.Equal("sheetPr", workbook.Sheets[sheet].Elements().First().Name.LocalName);
            Assert.Equal("1", workbook.Element(sheet, "pageSetUpPr")!.Attribute("fitToPage")!.Value);
            Assert.Equal("0", workbook.Element(sheet, "pageSetup")!.Attribute("fitToHeight")!.Value);
            Assert.StartsWith("A2:", workbook.Element(sheet, "mergeCell")!.Attribute("ref")!.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_same_report_is_the_same_bytes_and_bears_its_own_time()
    {
        var (one, other) = (await WrittenWorkbook.WriteAsync(Sample, Language.Ja), await WrittenWorkbook.WriteAsync(SampleReport.Make(rowsBehind: 3), Language.Ja));

        Assert.Equal(one, other);
        var workbook = await WrittenWorkbook.OfAsync(Sample, Language.Ja);
        Assert.All(workbook.Times, time => Assert.Equal(new DateTime(2026, 11, 20, 9, 0, 0), time));
        Assert.DoesNotContain(workbook.Files, file => file.StartsWith("docProps", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_empty_table_says_why_and_what_was_read_stands_on_the_first_sheet()
    {
        var workbook = await WrittenWorkbook.OfAsync(Sample, Language.En);

        Assert.Contains(workbook.Cells("2 Units"), cell => cell.Value.StartsWith("The roadmap's 22 groups", StringComparison.Ordinal));
        Assert.Equal(["verdicts", "123456", new string('a', 64)], workbook.Row("About", "verdicts").Select(cell => cell.Value));
        Assert.Contains(workbook.Cells("About"), cell => cell.Value.Contains("reportFigure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_sheet_cannot_hold_does_not_break_it()
    {
        var (control, half, long15) = ("a\u0001b\uFFFEc", "x\uD83D", 1_234_567_890_123_456_789L);
        var document = Sample.Document with
        {
            Sections =
            [
                new(1, "odd", new("'[a]:b*c?d/e\\f' 🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊🍊", "odd"), [new(new string('長', 40_000), "")],
                [
                    new("1.1", "t", new(control, ""), new(half, ""), new("", ""), new("", ""), [new("n", new("n", "n"), ReportUnit.Count)], [new("=1+1", new("@x", "@x"), [new() { Figure = new("1.1.1.1", long15, null) }])])
                    {
                        RowTitle = new("r", "r"),
                    },
                ]),
            ],
        };

        var workbook = await WrittenWorkbook.OfAsync(DrawnReport.Of(document, ReportRows.None), Language.Ja);

        var sheet = workbook.Sheets.Keys.ElementAt(1);
        Assert.True(sheet.Length <= 31 && sheet.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\', '\'']) < 0, sheet);
        Assert.Contains(workbook.Cells(sheet), cell => cell.Value == "1.1 a\uFFFDb\uFFFDc");
        Assert.Equal(32_767, workbook.Cells(sheet).Max(cell => cell.Value.Length));
        Assert.Contains(workbook.Cells(sheet), cell => cell is { Type: "inlineStr", Value: "1,234,567,890,123,456,789" });
    }

    [Fact]
    public async Task A_report_from_before_zip_files_is_still_a_file() =>
        Assert.NotEmpty((await WrittenWorkbook.OfAsync(DrawnReport.Of(Sample.Document with { Scope = Sample.Document.Scope with { AsOf = DateTimeOffset.UnixEpoch } }, ReportRows.None), Language.Ja)).Sheets);

    private static string Serial(DateOnly day) => (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture);

    private static string Plain(long value, ReportUnit unit) =>
        (unit == ReportUnit.Permille ? value / 1_000m : TableWords.Shown(value, unit)).ToString("0.#########", CultureInfo.InvariantCulture);
}
