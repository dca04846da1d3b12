using CeCommerce.Platform;
using CeCommerce.Platform.Pdf;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>Draws the figures of a table; what is not recorded is said, not drawn.</summary>
internal sealed class ChartPages(PageFlow flow, Language language)
{
    private const double BarHeight = 10;
    private static readonly Pen Small = new(6, Ink.Grey);
    private static readonly IReadOnlyList<Ink> Inks =
        [new(0.15, 0.4, 0.65), new(0.93, 0.65, 0.2), new(0.72, 0.22, 0.2), new(0.45, 0.65, 0.45), new(0.55, 0.45, 0.7), new(0.6, 0.6, 0.6)];

    public void Draw(ReportTable table, ReportChart chart)
    {
        var series = ChartColumns.Of(table);
        if (series.Count == 0)
            return;
        var unit = table.Columns[series[0]].Unit;
        var rows = table.Rows.Select(row => new ChartRow(flow.Font.Visible(row.Title.In(language)).ReplaceLineEndings(" "), [.. series.Select(column => row.Cells[column].Figure?.Value)])).ToList();
        var most = rows.Max(row => row.Total);
        if (most == 0)
            return;
        Legend([.. series.Select(column => table.Columns[column].Title.In(language))]);
        if (chart == ReportChart.StackedOverTime)
            Stacked(rows, most, unit);
        else
            Bars(rows, most, unit);
        flow.Y += 8;
    }

    private void Legend(IReadOnlyList<string> names)
    {
        flow.Need(180);
        var x = PageFlow.Left;
        foreach (var (place, name) in names.Index())
        {
            var text = LineBreaks.Of(flow.Font.Visible(name), flow.Font, Small.Size, 160)[0];
            if (x + 20 + flow.Font.Width(text, Small.Size) > PageFlow.Right)
                (x, flow.Y) = (PageFlow.Left, flow.Y + 10);
            flow.Canvas.Fill(x, flow.Y + 1, 7, 7, InkOf(place));
            flow.Canvas.Text(x + 10, flow.Y + 7, text, Small);
            x += 20 + flow.Font.Width(text, Small.Size);
        }

        flow.Y += 14;
    }

    private void Bars(List<ChartRow> rows, long most, ReportUnit unit)
    {
        const double Names = 190, Values = 70;
        foreach (var row in rows)
        {
            flow.Need(BarHeight);
            var name = LineBreaks.Of(row.Name, flow.Font, Small.Size, Names - 10)[0];
            flow.Canvas.Text(PageFlow.Left, flow.Y + 7, name.Length < row.Name.Length ? name + "…" : name, Small);
            var x = PageFlow.Left + Names;
            foreach (var (place, value) in row.Values.Index())
            {
                var width = (PageFlow.Wide - Names - Values) * Math.Max(0, value ?? 0) / most;
                flow.Canvas.Fill(x, flow.Y + 1, width, BarHeight - 3, InkOf(place));
                x += width;
            }

            flow.Canvas.Text(x + 3, flow.Y + 7, Text(row, unit), Small);
            flow.Y += BarHeight;
        }
    }

    /// <summary>Long times go on in a second row of columns.</summary>
    private void Stacked(List<ChartRow> rows, long most, ReportUnit unit)
    {
        const double High = 90;
        foreach (var some in rows.Chunk(18))
        {
            flow.Need(High + 34);
            var (step, ground) = (PageFlow.Wide / Math.Max(some.Length, 8), flow.Y + 12 + High);
            foreach (var (place, row) in some.Index())
                Column(row, new(PageFlow.Left + (step * place), ground, step), High / most, unit);
            flow.Canvas.Line(PageFlow.Left, ground, PageFlow.Right, ground);
            flow.Y = ground + 18;
        }
    }

    private void Column(ChartRow row, ColumnPlace at, double scale, ReportUnit unit)
    {
        var y = at.Ground;
        foreach (var (place, value) in row.Values.Index())
        {
            var height = Math.Max(0, value ?? 0) * scale;
            flow.Canvas.Fill(at.X + (at.Width * 0.2), y -= height, at.Width * 0.6, height, InkOf(place));
        }

        Centred(Text(row, unit), at, y - 3);
        Centred(LineBreaks.Of(row.Name, flow.Font, Small.Size, at.Width)[0], at, at.Ground + 8);
    }

    private void Centred(string text, ColumnPlace at, double y) => flow.Canvas.Text(at.X + ((at.Width - flow.Font.Width(text, Small.Size)) / 2), y, text, Small);

    private string Text(ChartRow row, ReportUnit unit)
    {
        var total = ReportText.Of(new ReportFigure("", row.Values.All(value => value is null) ? null : row.Total, null), unit, language);
        return row.Values.All(value => value is null) || row.Values.All(value => value is not null) ? total : $"{total} + {ReportText.NotRecorded.In(language)}";
    }

    private static Ink InkOf(int place) => Inks[place % Inks.Count];

    private sealed record ChartRow(string Name, IReadOnlyList<long?> Values)
    {
        public long Total => Values.Sum(value => Math.Max(0, value ?? 0));
    }

    private readonly record struct ColumnPlace(double X, double Ground, double Width);
}
