using System.IO.Compression;
using System.Xml.Linq;
using CeCommerce.Platform;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Formats.Tables;

namespace CeCommerce.Tests.Reports.Tables;

/// <summary>A workbook as its XML says it, read without the library that wrote it.</summary>
internal sealed class WrittenWorkbook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, XElement> _files = [];

    private WrittenWorkbook(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            Times.Add(entry.LastWriteTime.DateTime);
            using var stream = entry.Open();
            _files[entry.FullName] = XElement.Load(stream, LoadOptions.PreserveWhitespace);
        }

        var targets = _files["xl/_rels/workbook.xml.rels"].Elements().ToDictionary(link => link.Attribute("Id")!.Value, link => link.Attribute("Target")!.Value);
        foreach (var sheet in _files["xl/workbook.xml"].Descendants(Main + "sheet"))
        {
            Sheets[sheet.Attribute("name")!.Value] = _files["xl/" + targets[sheet.Attribute(Links + "id")!.Value].Replace("/xl/", "", StringComparison.Ordinal)];
        }
    }

    public Dictionary<string, XElement> Sheets { get; } = [];

    public List<DateTime> Times { get; } = [];

    public IEnumerable<string> Files => _files.Keys;

    public static async Task<byte[]> WriteAsync(DrawnReport report, Language language)
    {
        await using var output = new OneWayStream();
        await new XlsxFormat().WriteAsync(report, new(language), output, TestContext.Current.CancellationToken);
        return output.Written;
    }

    public static async Task<WrittenWorkbook> OfAsync(DrawnReport report, Language language) => new(await WriteAsync(report, language));

    public IEnumerable<WrittenCell> Cells(string sheet) => Sheets[sheet].Descendants(Main + "c").Select(cell => new WrittenCell(
        cell.Attribute("r")!.Value, cell.Attribute("t")?.Value, cell.Element(Main + "v")?.Value ?? string.Concat(cell.Descendants(Main + "t").Select(text => text.Value)), FormatOf(cell), cell.Element(Main + "f") is not null));

    public WrittenCell Cell(string sheet, string reference) => Cells(sheet).Single(cell => cell.Reference == reference);

    /// <summary>The cells of the row that begins with a text.</summary>
    public IReadOnlyList<WrittenCell> Row(string sheet, string first)
    {
        var number = Cells(sheet).First(cell => cell.Reference.StartsWith('A') && cell.Value == first).Reference[1..];
        return [.. Cells(sheet).Where(cell => cell.Reference.TrimStart([.. Enumerable.Range('A', 26).Select(letter => (char)letter)]) == number)];
    }

    public XElement? Element(string sheet, string name) => Sheets[sheet].Descendants(Main + name).FirstOrDefault();

    private string FormatOf(XElement cell)
    {
        var styles = _files["xl/styles.xml"];
        var style = styles.Element(Main + "cellXfs")!.Elements().ElementAt(int.Parse(cell.Attribute("s")?.Value ?? "0", null));
        var id = style.Attribute("numFmtId")!.Value;
        return styles.Descendants(Main + "numFmt").FirstOrDefault(format => format.Attribute("numFmtId")!.Value == id)?.Attribute("formatCode")!.Value ?? id;
    }
}

/// <param name="Type">Null for a number.</param>
/// <param name="Format">Code of a number format, or the number of a standard one.</param>
internal sealed record WrittenCell(string Reference, string? Type, string Value, string Format, bool IsFormula);

/// <summary>A stream as a response is: it goes on only, and never waits for a thread.</summary>
internal sealed class OneWayStream : Stream
{
    private readonly MemoryStream _written = new();

    public byte[] Written => _written.ToArray();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _written.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _written.WriteAsync(buffer, offset, count, cancellationToken);
}
