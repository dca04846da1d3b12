using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CeCommerce.Platform.Pdf;

/// <summary>Writes the objects of a PDF file one after the other; keeps of each where it stands, nothing else.</summary>
internal sealed class PdfFile(Stream output)
{
    private readonly List<long> places = [];
    private long position;

    public Task BeginAsync(CancellationToken cancellationToken) => WriteAsync([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n'], cancellationToken);

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        places.Add(0);
        return places.Count;
    }

    public Task WriteAsync(int id, string body, CancellationToken cancellationToken) => WriteAsync(id, [], Encoding.ASCII.GetBytes(body), cancellationToken);

    /// <param name="entries">Of its dictionary, besides length and filter.</param>
    public async Task WriteStreamAsync(int id, string entries, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var packed = new MemoryStream();
        await using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await zlib.WriteAsync(content, cancellationToken);
        var head = Encoding.ASCII.GetBytes($"<<{entries}/Filter/FlateDecode/Length {packed.Length}>>\nstream\n");
        await WriteAsync(id, head, [.. packed.ToArray(), .. "\nendstream"u8], cancellationToken);
    }

    /// <param name="name">16 bytes in hex that tell this file from others.</param>
    public async Task EndAsync(int catalog, int information, string name, CancellationToken cancellationToken)
    {
        var (start, table) = (position, new StringBuilder());
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            table.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root {catalog} 0 R/Info {information} 0 R/ID[<{name}><{name}>]>>\nstartxref\n{start}\n%%EOF\n");
        await WriteAsync(Encoding.ASCII.GetBytes(table.ToString()), cancellationToken);
    }

    /// <summary>Text of a dictionary, in UTF-16 as PDF wants it.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private async Task WriteAsync(int id, byte[] head, byte[] body, CancellationToken cancellationToken)
    {
        places[id - 1] = position;
        await WriteAsync([.. Encoding.ASCII.GetBytes($"{id} 0 obj\n"), .. head, .. body, .. "\nendobj\n"u8], cancellationToken);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await output.WriteAsync(bytes, cancellationToken);
        position += bytes.Length;
    }
}
