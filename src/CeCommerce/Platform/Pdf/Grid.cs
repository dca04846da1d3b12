namespace CeCommerce.Platform.Pdf;

/// <param name="Right">Numbers stand under each other.</param>
internal sealed record GridColumn(IReadOnlyList<GridText> Title, double Width, bool Right = false);

/// <summary>Lines of one kind in a cell.</summary>
internal readonly record struct GridText(string Text, Pen Pen);

/// <param name="Link">Name of the place that it leads to.</param>
/// <param name="Mark">Name that leads to it.</param>
internal sealed record GridCell(IReadOnlyList<GridText> Texts, string? Link = null, string? Mark = null)
{
    public static GridCell Of(string text, Pen pen) => new([new(text, pen)]);
}

/// <summary>A table on pages: its head comes again on each, and a row stays on one unless it is longer than a page.</summary>
internal sealed class Grid(PageFlow flow, IReadOnlyList<GridColumn> columns)
{
    public const double Padding = 4;
    private const double LeastRoom = 40;

    public void Head()
    {
        var lines = Lines([.. columns.Select(column => new GridCell(column.Title))]);
        flow.Need(Height(lines) + 30);
        flow.Canvas.Fill(PageFlow.Left, flow.Y, columns.Sum(column => column.Width), Height(lines), Ink.Shade);
        Draw(lines, double.MaxValue);
        Rule();
    }

    /// <param name="below">What stands under the row over the whole width.</param>
    public void Row(IReadOnlyList<GridCell> cells, params IReadOnlyList<GridText> below)
    {
        var rest = Lines(cells);
        var under = below.SelectMany(text => LineBreaks.Of(flow.Font.Visible(text.Text), flow.Font, text.Pen.Size, PageFlow.Wide - (4 * Padding)).Select(line => text with { Text = line })).ToList();
        if (Height(rest) + under.Sum(Step) > flow.Room && flow.Y > PageFlow.Top)
            Continue();
        for (var first = true; first || rest.Any(lines => lines.Count > 0); first = false)
        {
            if (!first)
                Continue();
            var y = flow.Y;
            // Below a head that fills the page, a line is drawn all the same: the loop must end.
            var drawn = Draw(rest, Math.Max(flow.Room, LeastRoom));
            if (first)
                Mark(cells, y);
            LinkCells(cells, drawn, y);
            rest = [.. rest.Zip(drawn, (lines, count) => lines.Skip(count).ToList())];
        }

        Under(under);
        Rule();
    }

    private void Under(List<GridText> lines)
    {
        foreach (var line in lines)
        {
            if (Step(line) > flow.Room)
                Continue();
            flow.Canvas.Text(PageFlow.Left + (2 * Padding), flow.Y + line.Pen.Size, line.Text, line.Pen);
            flow.Y += Step(line);
        }

        flow.Y += lines.Count > 0 ? Padding : 0;
    }

    private void Continue()
    {
        flow.EndPage();
        Head();
    }

    private void Rule() => flow.Canvas.Line(PageFlow.Left, flow.Y, PageFlow.Left + columns.Sum(column => column.Width), flow.Y);

    private List<List<GridText>> Lines(IReadOnlyList<GridCell> cells) => [.. cells.Zip(columns, (cell, column) => cell.Texts
        .SelectMany(text => LineBreaks.Of(flow.Font.Visible(text.Text), flow.Font, text.Pen.Size, column.Width - (2 * Padding)).Select(line => text with { Text = line }))
        .ToList())];

    /// <summary>Draws what fits and says how many lines of each cell that was.</summary>
    private List<int> Draw(List<List<GridText>> cells, double room)
    {
        var (x, end, drawn) = (PageFlow.Left, flow.Y, new List<int>());
        foreach (var (lines, column) in cells.Zip(columns))
        {
            var (y, count) = (flow.Y + Padding, 0);
            foreach (var line in lines.TakeWhile(line => y + Step(line) + Padding - flow.Y <= room))
            {
                var at = column.Right ? x + column.Width - Padding - flow.Font.Width(line.Text, line.Pen.Size) : x + Padding;
                flow.Canvas.Text(at, y + line.Pen.Size, line.Text, line.Pen);
                (y, count) = (y + Step(line), count + 1);
            }

            (x, end) = (x + column.Width, Math.Max(end, y + Padding));
            drawn.Add(count);
        }

        flow.Y = end;
        return drawn;
    }

    private void Mark(IReadOnlyList<GridCell> cells, double y)
    {
        foreach (var cell in cells)
        {
            if (cell.Mark is { } mark)
                flow.MarkAt(mark, y);
        }
    }

    private void LinkCells(IReadOnlyList<GridCell> cells, List<int> drawn, double y)
    {
        var x = PageFlow.Left;
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Link is { } link && drawn[i] > 0)
                flow.Canvas.Link(x, y, columns[i].Width, flow.Y - y, link);
            x += columns[i].Width;
        }
    }

    private static double Height(List<List<GridText>> cells) => cells.Max(lines => lines.Sum(Step)) + (2 * Padding);

    private static double Step(GridText line) => line.Pen.Size * 1.35;
}
