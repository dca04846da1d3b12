using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CsCheck;

namespace CeCommerce.Tests.Reports;

public sealed class ReportComparisonTests
{
    private static readonly DrawnReport Sample = SampleReport.Make(rowsBehind: 0);

    private static readonly Gen<LocalText> Words = Gen.Select(Gen.String[0, 12], Gen.String[0, 12], (ja, en) => new LocalText(Whole(ja), Whole(en)));

    private static readonly Gen<ReportDocument> Documents = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 4], Gen.Long.Array[16, 16], Words.Array[6, 6], Gen.Bool, (rows, columns, values, words, missing) => Make((rows, columns), values, words, missing));

    [Fact]
    public void The_report_that_was_handed_out_is_identical() => Assert.Equal((ReportSameness.Identical, 0L), Compared(Sample.Document));

    [Fact]
    public void A_forged_figure_is_found_by_its_number()
    {
        var comparison = ReportComparison.Of(Handed(Forged(new ReportFigure("2.1.1.2", 99_700, null), 1)), Sample);

        var difference = Assert.Single(comparison.First);
        Assert.Equal((ReportSameness.Different, 1L), (comparison.Sameness, comparison.Total));
        Assert.Equal((ReportArea.Figure, "2.1.1.2"), (difference.Area, difference.Number));
        Assert.Equal(("￥99,700", "￥79,700"), (difference.Was!.Ja, difference.Is!.Ja));
        Assert.Equal("Units / Every unit / All / Value", difference.Place.En);
    }

    [Fact]
    public void A_figure_that_was_made_missing_is_found_with_its_reason() => Assert.Equal(
        "not recorded (lost)", Assert.Single(ReportComparison.Of(Handed(Forged(new ReportFigure("2.1.1.1", null, new("紛失", "lost")), 0)), Sample).First).Was!.En);

    [Fact]
    public void What_is_not_a_figure_is_compared_too()
    {
        var (document, scope) = (Sample.Document, Sample.Document.Scope);
        (ReportDocument Forged, ReportArea Area)[] forgeries =
        [
            (document with { Scope = scope with { Name = "株式会社別名" } }, ReportArea.Scope),
            (document with { Scope = scope with { To = scope.To.AddDays(1) } }, ReportArea.Scope),
            (document with { Scope = scope with { FeedPosition = 1 } }, ReportArea.Scope),
            (document with { Scope = scope with { AsOf = scope.AsOf.AddMilliseconds(1) } }, ReportArea.Scope),
            (document with { Scope = scope with { Factors = [] } }, ReportArea.Scope),
            (document with { Edition = "jp-2027.1" }, ReportArea.Edition),
            (document with { Packs = [document.Packs[0], document.Packs[1] with { Version = "1" }] }, ReportArea.Pack),
            (document with { Inputs = [document.Inputs[0] with { Rows = 1 }] }, ReportArea.Input),
            (Table(document, table => table with { Caution = null }), ReportArea.Wording),
            (Table(document, table => table with { Formula = new("別", "other") }), ReportArea.Wording),
            (Table(document, table => table with { Columns = [table.Columns[0] with { Title = new("適合しない", "Fail") }, .. table.Columns.Skip(1)] }), ReportArea.Wording),
            (Table(document, table => table with { Rows = [table.Rows[0] with { Title = new("別", "other") }, .. table.Rows.Skip(1)] }), ReportArea.Wording),
        ];

        Assert.All(forgeries, forgery => Assert.Equal(forgery.Area, Assert.Single(ReportComparison.Of(Handed(forgery.Forged), Sample).First).Area));
    }

    [Fact]
    public void What_was_added_or_taken_away_is_said()
    {
        var document = Sample.Document;
        var added = ReportComparison.Of(Handed(document with { Inputs = [.. document.Inputs, new("orders", 1, "b")] }), Sample);
        var taken = ReportComparison.Of(Handed(document with { Sections = [.. document.Sections.Take(2)] }), Sample);

        Assert.Equal((true, true), (Assert.Single(added.First).Was is not null, added.First[0].Is is null));
        Assert.All(taken.First, difference => Assert.Null(difference.Was));
        Assert.Contains(taken.First, difference => difference.Number == "3.1.1.1");
    }

    [Fact]
    public void Packs_in_another_order_are_another_report()
    {
        var document = Sample.Document;

        Assert.Equal((ReportSameness.Different, 1L), Compared(document with { Packs = [.. document.Packs.Reverse()] }));
    }

    [Fact]
    public void Of_many_differences_the_first_are_said_and_all_are_counted()
    {
        var forged = Table(Sample.Document, table => table with { Rows = [.. Enumerable.Range(1, 5_000).Select(i => new ReportRow($"r{i}", new($"r{i}", $"r{i}"), [ReportCell.Blank, ReportCell.Blank, ReportCell.Blank]))] });

        var comparison = ReportComparison.Of(Handed(forged), Sample);

        Assert.Equal(ReportComparison.Most, comparison.First.Count);
        Assert.Equal(5_000 * 4, comparison.Total);
    }

    [Fact]
    public void A_forger_s_long_text_is_not_sent_back()
    {
        var comparison = ReportComparison.Of(Handed(Sample.Document with { Edition = new string('長', 1_000_000) }), Sample);

        Assert.Equal(301, Assert.Single(comparison.First).Was!.Ja.Length);
    }

    [Fact]
    public void Any_report_is_read_back_as_it_was_written() => Documents.Sample(
        document =>
        {
            var drawn = DrawnReport.Of(document, ReportRows.None);
            var read = ReportJson.Read(drawn.Json).Value!;
            return read.AsDrawn && CanonicalJson.Of(read.Document) == CanonicalJson.Of(document) && ReportComparison.Of(read, drawn).Sameness == ReportSameness.Identical;
        },
        iter: 200);

    [Fact]
    public void Two_reports_are_the_same_only_if_no_line_differs() => Gen.Select(Documents, Documents).Sample(
        (one, other) =>
        {
            var comparison = ReportComparison.Of(Handed(one), DrawnReport.Of(other, ReportRows.None));
            return (CanonicalJson.Of(one) == CanonicalJson.Of(other)) == (comparison.Sameness == ReportSameness.Identical) && (comparison.Total == 0) == (comparison.Sameness != ReportSameness.Different);
        },
        iter: 200);

    private static (ReportSameness, long) Compared(ReportDocument document) => ReportComparison.Of(Handed(document), Sample) is var comparison ? (comparison.Sameness, comparison.Total) : default;

    private static ReadReport Handed(ReportDocument document) => ReportJson.Read(DrawnReport.Of(document, ReportRows.None).Json).Value!;

    private static ReportDocument Forged(ReportFigure figure, int column)
    {
        var (document, section) = (Sample.Document, Sample.Document.Sections[1]);
        var table = section.Tables[0];
        List<ReportCell> cells = [.. table.Rows[0].Cells];
        cells[column] = new() { Figure = figure };
        return document with
        {
            Sections = [document.Sections[0], section with { Tables = [table with { Rows = [table.Rows[0] with { Cells = cells }, table.Rows[1]] }, section.Tables[1]] }, document.Sections[2]],
        };
    }

    private static ReportDocument Table(ReportDocument document, Func<ReportTable, ReportTable> change)
    {
        var section = document.Sections[0];
        return document with { Sections = [section with { Tables = [change(section.Tables[0]), .. section.Tables.Skip(1)] }, .. document.Sections.Skip(1)] };
    }

    private static ReportDocument Make((int Rows, int Columns) size, long[] values, LocalText[] words, bool missing)
    {
        var rows = Enumerable.Range(0, size.Rows).Select(row => new ReportRow($"r{row}", words[0], [.. Enumerable.Range(0, size.Columns).Select(column => Cell(row, column, values[(row * 4) + column], missing ? words[1] : null))]));
        var table = new ReportTable("1.1", "t", words[2], words[3], words[4], words[5], [.. Enumerable.Range(0, size.Columns).Select(column => new ReportColumn($"c{column}", words[column], Units[column]))], [.. rows])
        {
            RowTitle = words[0],
            Caution = missing ? words[1] : null,
        };
        return Sample.Document with { Sections = [new(1, "s", words[0], [words[1]], [table])] };
    }

    private static readonly ReportUnit[] Units = [ReportUnit.Count, ReportUnit.Grams, ReportUnit.Text, ReportUnit.Day];

    private static ReportCell Cell(int row, int column, long value, LocalText? missing) => Units[column] switch
    {
        ReportUnit.Text => new() { Text = missing },
        ReportUnit.Day => new() { Day = DateOnly.FromDayNumber((int)(Math.Abs(value % 3_000_000))) },
        _ => new() { Figure = new(FormattableString.Invariant($"1.1.{row + 1}.{column + 1}"), missing is null ? value : null, missing) },
    };

    // Half a surrogate pair is no text; none comes out of the database.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
