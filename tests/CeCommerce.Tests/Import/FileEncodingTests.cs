using System.Text;
using CeCommerce.Import;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Reading;
using CsCheck;
using static CeCommerce.Tests.Import.ImportSupport;

namespace CeCommerce.Tests.Import;

public sealed class FileEncodingTests
{
    private const string Text = Columns + "A-1,エアコン,REUSE,5000,2020,,①㈱髙～\n";

    static FileEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", true)]
    [InlineData("cp932", false)]
    public async Task The_encoding_is_found_out(string name, bool mark)
    {
        var encoding = Of(name);
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
        await using var opened = Valid(await Open(file));
        Assert.Equal(name, opened.Encoding);
        Assert.Equal("①㈱髙〜", (await Rows(file)).Single().Value!.Description);
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public async Task Utf16_without_a_mark_is_read_where_the_mapping_declares_it(string name)
    {
        await using var opened = Valid(await Open(Of(name).GetBytes(Text), Mapping(name)));
        Assert.Equal(name, opened.Encoding);
        Assert.Equal("STOCK_ENCODING_CONTRADICTED", (await Refusal(Of("utf-8").GetBytes(Text), Mapping(name))).Code);
        Assert.Equal("STOCK_FILE_NOT_TEXT", (await Refusal(Of(name).GetBytes(Text))).Code);
    }

    [Theory]
    [InlineData("utf-8", "cp932")]
    [InlineData("cp932", "utf-8")]
    public async Task A_declared_encoding_that_contradicts_is_refused(string declared, string real)
    {
        var refusal = Assert.IsType<StockEncodingContradicted>(await Refusal(Of(real).GetBytes(Text), Mapping(declared)));
        Assert.Equal((declared, real), (refusal.Declared, refusal.Found));
    }

    [Fact]
    public async Task Undecodable_bytes_are_named_by_row_and_offset()
    {
        var good = Of("cp932").GetBytes(Text);
        byte[] file = [.. good, .. "A-2,"u8, .. Of("cp932").GetBytes("洗濯機"), .. ",REUSE,5000,2020,,x"u8, 0x81, 0x20, .. "y\n"u8];
        var row = (await Rows(file))[1];
        var offset = file.Length - 4;
        Assert.Null(row.Value);
        Assert.Equal((3, "A-2"), (row.Row, row.SourceId));
        Assert.Contains($"byte offset {offset}.", Assert.Single(row.Findings).Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_byte_far_down_an_utf8_file_is_found_at_its_offset()
    {
        var rows = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"A-{i},エアコン,REUSE,5000,2020,,説明{i}\n"));
        byte[] file = [.. Encoding.UTF8.GetBytes(Columns + rows), .. "B-1,TV,REUSE,5000,2020,,"u8, 0xFF, .. "\n"u8];
        var last = (await Rows(file, Mapping("utf-8")))[^1];
        Assert.Contains($"byte offset {file.Length - 2}.", Assert.Single(last.Findings).Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_but_never_throw()
    {
        var header = Encoding.UTF8.GetBytes(Columns);
        var nasty = OneOf("\"", "\"\"", ",", "\r", "\n", "\r\n", "\0", "エアコン", "REUSE", "2020", "\uFDD0", "\uFDD4", "\uFEFF", "{", "}", "[", ":", "\\ud800", "1e400", "#", "\t", ";");
        var text = nasty.Array[0, 60].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        var bytes = Gen.OneOf(Gen.Byte.Array[0, 200], text);
        Gen.Select(bytes, OneOf("csv", "ndjson", "auto"), OneOf("auto", "cp932", "utf-8", "utf-16le"), Gen.Bool).Sample(
            (some, format, encoding, headed) => Drain(headed ? [.. header, .. some] : some, Mapping(encoding, format)).GetAwaiter().GetResult(),
            iter: 20_000);
    }

    private static async Task Drain(byte[] file, StockMapping mapping)
    {
        var outcome = await StockFile.OpenAsync(new MemoryStream(file), mapping, Today);
        if (outcome.Error is not null)
            return;
        await using var opened = outcome.Value!;
        await foreach (var row in opened.ReadAsync())
        {
            // What the guard let through must never make the parser give up.
            if (row.Findings.Any(finding => finding.Rule == "ITEM-FILE"))
                throw new InvalidOperationException($"Row {row.Row} stopped the reading.");
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static Encoding Of(string name) => name switch
    {
        "cp932" => Encoding.GetEncoding(932),
        "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };
}
