using System.Globalization;
using System.Xml.Linq;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Html;

namespace CeCommerce.Tests.Reports.Html;

public sealed class HtmlReportTests
{
    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    /// <summary>Names a folder where pages of the sample are left for browsers to check.</summary>
    private static readonly string? LeftFor = Environment.GetEnvironmentVariable("CECOMMERCE_WRITE_REPORTS");

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_page_is_well_formed_and_says_its_language(Language language)
    {
        var sample = SampleReport.Make(rowsBehind: 12);
        var more = sample.Rows.ByFigure.ToDictionary(rows => rows.Key, rows => rows.Value with { Total = 1_234 });
        var page = await WrittenPage.OfAsync(sample with { Rows = new(more) }, language);
        if (LeftFor is not null)
        {
            Directory.CreateDirectory(LeftFor);
            await File.WriteAllBytesAsync(Path.Combine(LeftFor, $"report.{page.Root.Attribute("lang")!.Value}.html"), page.Bytes, TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("<!DOCTYPE html>\n", page.Text, StringComparison.Ordinal);
        Assert.Equal(language == Language.Ja ? "ja" : "en", page.Root.Attribute("lang")!.Value);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_figure_stands_in_its_table_with_its_number_and_text(Language language)
    {
        var report = SampleReport.Make(rowsBehind: 1);
        var page = await WrittenPage.OfAsync(report, language);

        Assert.All(report.Document.Figures(), placed =>
        {
            var figure = page.ById["f-" + placed.Figure.Number];
            Assert.Equal(placed.Figure.Number, Part(figure, "number"));
            Assert.Equal(ReportText.Of(placed.Figure, placed.Column.Unit, language), Part(figure, placed.Figure.Value is null ? "missing" : "value"));
            Assert.Equal(placed.Row.Title.In(language), figure.Ancestors("tr").Single().Element("th")!.Value);
            Assert.Contains(placed.Column.Title.In(language), figure.Ancestors("table").Single().Element("thead")!.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_missing_figure_says_why_and_leads_nowhere()
    {
        var figure = (await WrittenPage.OfAsync(SampleReport.Make(1), Language.En)).ById["f-2.1.2.1"];

        Assert.Equal("not recorded Returns are not recorded yet 2.1.2.1", figure.Value);
        Assert.Equal("span", figure.Name);
    }

    [Fact]
    public async Task A_reason_is_said_once_in_a_row()
    {
        var page = await WrittenPage.OfAsync(SampleReport.Make(1), Language.En);

        Assert.Equal("not recorded as for 2.1.2.1 2.1.2.2", page.ById["f-2.1.2.2"].Value);
    }

    [Theory]
    [InlineData(Language.Ja, "取引デジタルプラットフォーム")]
    [InlineData(Language.En, "Digital platform")]
    public async Task The_platform_is_called_by_one_language(Language language, string name)
    {
        var sample = SampleReport.Make(1).Document;
        var scope = sample.Scope with { Kind = ReportKind.Platform, OperatorId = null, Name = "取引デジタルプラットフォーム / Digital platform" };

        var page = await WrittenPage.OfAsync(DrawnReport.Of(sample with { Scope = scope }, ReportRows.None), language);

        Assert.Equal(name, page.All("bdi").First().Value);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_table_says_how_it_is_made_and_what_to_beware_of(Language language)
    {
        var report = SampleReport.Make(1);
        var page = await WrittenPage.OfAsync(report, language);

        Assert.All(report.Document.Sections.SelectMany(section => section.Tables), table =>
        {
            var shown = page.ById["t-" + table.Number].Parent!.Value;
            LocalText?[] said = [table.Title, table.Formula, table.Source, table.Caution, table.Rows.Count == 0 ? table.Empty : null];
            Assert.All(said, text => Assert.Contains(text?.In(language) ?? "", shown, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_page_says_what_it_is_about_and_was_made_of()
    {
        var report = SampleReport.Make(1);
        var text = (await WrittenPage.OfAsync(report)).Root.Element("body")!.Value;

        Assert.All(
            [
                report.Document.Scope.Name, "2026-01-01 – 2026-10-31", "2026-11-20 09:00:00.123 +09:00", "4,711", "jp-2026.11.5", "ce-commerce 2026.11.5", "kobutsu 2026.11.5",
                report.ContentHash, report.Document.Inputs[0].Digest, "123,456", "自社のLCA 2025 (ISO 14040)", "210.000 kg", "60.0 %",
            ],
            said => Assert.Contains(said, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_sheet_of_paper_says_hash_edition_and_packs()
    {
        var report = SampleReport.Make(1);
        var style = (await WrittenPage.OfAsync(report)).All("style").Single().Value;
        var sheet = style[style.LastIndexOf("@page", StringComparison.Ordinal)..].Replace("\\2D ", "-", StringComparison.Ordinal).Replace("\\2E ", ".", StringComparison.Ordinal);

        Assert.Contains(report.ContentHash, sheet, StringComparison.Ordinal);
        Assert.Contains("jp-2026.11.5", sheet, StringComparison.Ordinal);
        Assert.Contains("kobutsu 2026.11.5", sheet, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_link_leads_to_a_place_in_the_page(Language language)
    {
        var page = await WrittenPage.OfAsync(SampleReport.Make(2), language);
        var named = page.All().SelectMany(element => new[] { element.Attribute("aria-labelledby"), element.Attribute("aria-describedby") }).OfType<XAttribute>();

        Assert.All(page.All("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], page.ById.Keys));
        Assert.All(page.All("a"), link => Assert.StartsWith("#", link.Attribute("href")!.Value, StringComparison.Ordinal));
        Assert.All(named.SelectMany(ids => ids.Value.Split(' ')), id => Assert.Contains(id, page.ById.Keys));
    }

    [Fact]
    public async Task Nothing_is_run_and_nothing_is_loaded()
    {
        var page = await WrittenPage.OfAsync(SampleReport.Make(7));
        var policy = page.All("meta").Single(meta => meta.Attribute("http-equiv") is not null).Attribute("content")!.Value;

        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "form" or "base");
        Assert.DoesNotContain(page.All().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.All("style").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"} </style><script>alert(1)</script>")]
    [InlineData("\\\"; } @import url(//evil.example); /*")]
    [InlineData("]]></title><!-- {0} {1} \ud800 \u202e \u0085 \ud842\udfb7")]
    public async Task Hostile_names_are_shown_as_they_are(string hostile)
    {
        var sample = SampleReport.Make(1).Document;
        var document = sample with { Edition = hostile, Packs = [new(hostile, hostile)], Scope = sample.Scope with { Name = hostile } };
        var page = await WrittenPage.OfAsync(DrawnReport.Of(document, ReportRows.None));

        Assert.Equal(hostile.Replace('\ud800', '\ufffd').Replace("\ufffd\udfb7", "\ud842\udfb7", StringComparison.Ordinal), page.All("bdi").Single().Value);
        Assert.Empty(page.All("script"));
        Assert.DoesNotContain("@import", page.All("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_report_is_the_same_bytes_wherever_it_is_written()
    {
        var here = (await WrittenPage.OfAsync(SampleReport.Make(3))).Bytes;
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("ar-SA") { NumberFormat = { NegativeSign = "−", NumberDecimalSeparator = "," } };
        var there = (await WrittenPage.OfAsync(SampleReport.Make(3))).Bytes;
        CultureInfo.CurrentCulture = culture;

        Assert.Equal(here, there);
    }

    [Fact]
    public async Task A_large_report_is_written_as_it_goes()
    {
        var report = SampleReport.Make();
        using var output = new WatchedStream();
        await new HtmlReport().WriteAsync(report, new(Language.Ja), output, TestContext.Current.CancellationToken);

        Assert.True(output.Written > 5_000_000, $"{output.Written}");
        Assert.True(output.Longest < 1_000_000, $"{output.Longest}");
    }

    private static string Part(XElement figure, string part) => figure.Elements("span").Single(span => span.Attribute("class")!.Value == part).Value;

    /// <summary>Keeps nothing, and refuses to be written as a server's response cannot be.</summary>
    private sealed class WatchedStream : MemoryStream
    {
        public long Written { get; private set; }

        public int Longest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Written, Longest) = (Written + buffer.Length, Math.Max(Longest, buffer.Length));
            return default;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Written without waiting.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Written without waiting.");
    }
}
