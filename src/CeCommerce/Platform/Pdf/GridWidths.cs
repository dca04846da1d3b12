namespace CeCommerce.Platform.Pdf;

/// <summary>How wide the columns of a table are: numbers and words need what they need, text shares the rest.</summary>
internal sealed class GridWidths(PageFont font)
{
    private const double Least = 34;
    private const double MostOfNumber = 92;
    private const double MostOfText = 300;
    private const double LeastOfText = 54;

    /// <summary>Addresses and the like are broken all the same.</summary>
    private const double MostOfWord = 84;

    /// <param name="numbers">Which columns hold numbers, which are not broken.</param>
    public IReadOnlyList<double> Of(List<IReadOnlyList<GridText>> titles, List<List<GridCell>> rows, IReadOnlyList<bool> numbers)
    {
        var wanted = numbers.Select((number, place) => Math.Clamp(
            rows.Select(row => Widest(row[place].Texts)).Append(Widest(titles[place])).Max(), Least, number ? MostOfNumber : MostOfText)).ToList();
        var least = numbers.Select((number, place) => number
            ? rows.Select(row => Width(row[place].Texts[0])).Append(Word(titles[place])).Append(Least).Max()
            : rows.Select(row => Word(row[place].Texts)).Append(Word(titles[place])).Append(Math.Min(wanted[place], LeastOfText)).Max()).ToList();
        var spare = PageFlow.Wide - least.Sum();
        if (spare <= 0)
            return [.. least.Select(width => width * PageFlow.Wide / least.Sum())];
        var more = wanted.Zip(least, (wide, narrow) => Math.Max(0, wide - narrow)).ToList();
        var part = more.Sum() == 0 ? 0 : Math.Min(1, spare / more.Sum());
        return [.. least.Zip(more, (narrow, extra) => narrow + (extra * part))];
    }

    private double Widest(IReadOnlyList<GridText> texts) => texts.Count == 0 ? 0 : texts.Max(Width);

    private double Width(GridText text) => font.Visible(text.Text).Split('\n').Max(line => WidthOf(line, text));

    private double Word(IReadOnlyList<GridText> texts) =>
        texts.SelectMany(text => LineBreaks.Words(font.Visible(text.Text)).Select(word => Math.Min(WidthOf(word, text), MostOfWord))).DefaultIfEmpty().Max();

    private double WidthOf(string line, GridText text) => font.Width(line, text.Pen.Size) + (2 * Grid.Padding) + 0.5;
}
