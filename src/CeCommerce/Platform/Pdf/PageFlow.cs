namespace CeCommerce.Platform.Pdf;

/// <summary>Where something stands: page from 0, points from its upper edge.</summary>
internal readonly record struct PagePlace(int Page, double Y);

/// <summary>What a first drawing taught: how many pages there are and where everything stands that is led to.</summary>
internal sealed record PageCount(int Pages, IReadOnlyDictionary<string, PagePlace> Places)
{
    public static readonly PageCount Unknown = new(0, new Dictionary<string, PagePlace>());
}

/// <summary>Fills pages from top to bottom, with the same head and foot on each.</summary>
internal sealed class PageFlow(PageFont font, IPageFrame frame, PageCount count)
{
    public const double Left = 42;
    public const double Right = PageCanvas.Width - 42;
    public const double Wide = Right - Left;
    public const double Top = 58;

    private readonly Dictionary<string, PagePlace> places = [];
    private readonly Queue<PageCanvas> finished = new();
    private int page;

    public PageFont Font => font;

    public PageCanvas Canvas { get; private set; } = new(font);

    /// <summary>Where the next thing is drawn.</summary>
    public double Y { get; set; } = Top;

    public double Bottom { get; } = PageCanvas.Height - frame.FootHeight;

    public double Room => Bottom - Y;

    /// <summary>Pages that are full and not taken yet.</summary>
    public Queue<PageCanvas> Finished => finished;

    public PageCount Count => new(page, places);

    /// <summary>The page, from 1, that a name stands on; 0 before it is known.</summary>
    public int PageOf(string target) => count.Places.TryGetValue(target, out var place) ? place.Page + 1 : 0;

    public void EndPage()
    {
        frame.Draw(Canvas, page + 1, count.Pages);
        finished.Enqueue(Canvas);
        (Canvas, Y, page) = (new(font), Top, page + 1);
    }

    /// <summary>Begins a page unless so much room is left.</summary>
    public void Need(double height)
    {
        if (Room < height && Y > Top)
            EndPage();
    }

    /// <summary>What is drawn next is what links to this name lead to.</summary>
    public void Mark(string target) => MarkAt(target, Y);

    public void MarkAt(string target, double y) => places.TryAdd(target, new(page, y));

    /// <summary>Text over the whole width, broken into lines; may run on to the next page.</summary>
    public void Paragraph(string text, Pen pen, double indent = 0, string? target = null)
    {
        var step = pen.Size * 1.5;
        foreach (var line in LineBreaks.Of(font.Visible(text), font, pen.Size, Wide - indent))
        {
            Need(step);
            Canvas.Text(Left + indent, Y + pen.Size, line, pen);
            if (target is not null)
                Canvas.Link(Left + indent, Y, font.Width(line, pen.Size), step, target);
            Y += step;
        }
    }
}
