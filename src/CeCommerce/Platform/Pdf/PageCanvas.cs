using System.Globalization;
using System.Text;

namespace CeCommerce.Platform.Pdf;

/// <summary>A colour, parts of 1.</summary>
internal readonly record struct Ink(double Red, double Green, double Blue)
{
    public static readonly Ink Black = new(0.1, 0.1, 0.12);
    public static readonly Ink Grey = new(0.38, 0.4, 0.43);
    public static readonly Ink Rule = new(0.78, 0.8, 0.82);
    public static readonly Ink Shade = new(0.94, 0.95, 0.96);
    public static readonly Ink Link = new(0.05, 0.3, 0.6);
    public static readonly Ink Warning = new(0.62, 0.3, 0.02);
}

/// <summary>Text of one size and colour.</summary>
internal readonly record struct Pen(double Size, Ink Ink, bool Bold = false);

/// <summary>What is drawn on one page; measures are points from the upper left corner.</summary>
internal sealed class PageCanvas(PageFont font)
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    private readonly StringBuilder content = new();
    private readonly List<PageLink> links = [];

    public IReadOnlyList<PageLink> Links => links;

    public byte[] Content => Encoding.ASCII.GetBytes(content.ToString());

    /// <param name="y">Of the base line.</param>
    public void Text(double x, double y, string text, Pen pen)
    {
        if (text.Length == 0)
            return;
        var (red, green, blue) = pen.Ink;
        // The font has one weight only: what is bold has its outlines drawn too.
        var weight = pen.Bold ? $"2 Tr {N(pen.Size / 32)} w {N(red)} {N(green)} {N(blue)} RG" : "0 Tr";
        content.Append(CultureInfo.InvariantCulture, $"BT /F {N(pen.Size)} Tf {weight} {N(red)} {N(green)} {N(blue)} rg {N(x)} {N(Height - y)} Td {font.Encoded(text)} Tj ET\n");
    }

    public void Fill(double x, double y, double width, double height, Ink ink) =>
        content.Append(CultureInfo.InvariantCulture, $"{N(ink.Red)} {N(ink.Green)} {N(ink.Blue)} rg {N(x)} {N(Height - y - height)} {N(width)} {N(height)} re f\n");

    public void Line(double x, double y, double toX, double toY) =>
        content.Append(CultureInfo.InvariantCulture, $"{N(Ink.Rule.Red)} {N(Ink.Rule.Green)} {N(Ink.Rule.Blue)} RG 0.5 w {N(x)} {N(Height - y)} m {N(toX)} {N(Height - toY)} l S\n");

    public void Link(double x, double y, double width, double height, string target) => links.Add(new(x, y, width, height, target));

    public static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <param name="Target">Name of the place that it leads to.</param>
internal readonly record struct PageLink(double X, double Y, double Width, double Height, string Target);
