using System.Text;
using System.Xml;
using System.Xml.Linq;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Html;

namespace CeCommerce.Tests.Reports.Html;

/// <summary>A report as a page, read back strictly: as XML.</summary>
internal sealed class WrittenPage
{
    private WrittenPage(byte[] bytes)
    {
        Bytes = bytes;
        using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Ignore });
        Root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
        ById = All().Where(element => element.Attribute("id") is not null).ToDictionary(element => element.Attribute("id")!.Value, StringComparer.Ordinal);
    }

    public byte[] Bytes { get; }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public XElement Root { get; }

    /// <summary>Fails where an id stands twice.</summary>
    public Dictionary<string, XElement> ById { get; }

    public static async Task<WrittenPage> OfAsync(DrawnReport report, Language language = Language.Ja)
    {
        using var output = new MemoryStream();
        await new HtmlReport().WriteAsync(report, new(language), output, TestContext.Current.CancellationToken);
        return new(output.ToArray());
    }

    public IEnumerable<XElement> All(string? name = null) => name is null ? Root.DescendantsAndSelf() : Root.Descendants(name);
}
