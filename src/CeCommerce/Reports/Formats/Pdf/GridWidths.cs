namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>How wide the columns of a table are: numbers need what they need, text shares the rest.</summary>
internal sealed class GridWidths(PageFont font)
{
    private const double Least = 34;
    private const double MostOfNumber = 92;
    private const double MostOfText = 300;

    /// <param name="numbers">Which columns hold numbers, which are not broken.</param>
    public IReadOnlyList<double> Of(List<IReadOnlyList<GridText>> titles, List<List<GridCell>> rows, IReadOnlyList<bool> numbers)
    {
        var wanted = numbers.Select((number, place) => Math.Clamp(
            rows.Select(row => Widest(row[place].Texts)).Append(Widest(titles[place])).Max(), Least, number ? MostOfNumber : MostOfText)).ToList();
        var least = numbers.Select((number, place) => number ? rows.Select(row => Width(row[place].Texts[0])).Append(Least).Max() : Math.Min(wanted[place], 54)).ToList();
        var spare = PageFlow.Wide - least.Sum();
        if (spare <= 0)
            return [.. least.Select(width => width * PageFlow.Wide / least.Sum())];
        var more = wanted.Zip(least, (wide, narrow) => Math.Max(0, wide - narrow)).ToList();
        var part = more.Sum() == 0 ? 0 : Math.Min(1, spare / more.Sum());
        return [.. least.Zip(more, (narrow, extra) => narrow + (extra * part))];
    }

    private double Widest(IReadOnlyList<GridText> texts) => texts.Count == 0 ? 0 : texts.Max(Width);

    private double Width(GridText text) => font.Visible(text.Text).Split('\n').Max(line => font.Width(line, text.Pen.Size)) + (2 * Grid.Padding) + 0.5;
}
