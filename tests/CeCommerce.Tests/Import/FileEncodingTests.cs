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
    public async Task Fifty_megabytes_that_no_encoding_knows_are_read_in_a_while()
    {
        byte[] file = [.. Of("cp932").GetBytes(Columns), .. "A-1,エアコン,REUSE,5000,2020,,\""u8, .. Enumerable.Repeat((byte)0xFF, 50_000_000), .. "\"\n"u8];
        var row = Assert.Single(await Rows(file, Mapping("cp932")).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Contains(row.Findings, finding => finding.Message.En.Contains("too long", StringComparison.Ordinal) || finding.Message.En.Contains("byte offset", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("csv", Columns + "A-1,\"")]
    [InlineData("csv", Columns + "A-1,")]
    [InlineData("ndjson", "{\"id\":1}\n{\"text\":\"")]
    public async Task Whoever_reads_a_cell_without_end_notices_at_once_that_it_shall_stop(string format, string start)
    {
        await using var endless = new EndlessStream(Encoding.ASCII.GetBytes(start), 0xFF);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var reading = Task.Run(async () =>
        {
            await using var file = Valid(await StockFile.OpenAsync(endless, Mapping("cp932", format), Today, stop.Token));
            await foreach (var _ in file.ReadAsync(0, stop.Token))
            {
            }
        });
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(reading.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_offset_is_that_of_the_row_whatever_was_broken_in_rows_before_it()
    {
        byte[] broken = [0xFF];
        byte[] wide = [.. "A-1,TV,REUSE,5000,2020,,a"u8, .. broken, .. ",one cell too many\n"u8];
        var before = string.Concat(Enumerable.Range(0, 100).Select(i => $"B-{i},エアコン,REUSE,5000,2020,,説明{i}\n"));
        byte[] sound = [.. Encoding.UTF8.GetBytes(Columns + before), .. wide, .. "A-2,TV,REUSE,5000,2020,,b"u8];
        byte[] file = [.. sound, .. broken, .. "\nA-3,TV,REUSE,5000,2020,,c\n"u8];
        foreach (var from in new[] { 0, 103 })
        {
            var row = (await Rows(file, Mapping("utf-8"), from)).Single(row => row.Row == 103);
            Assert.Contains($"byte offset {sound.Length}.", Assert.Single(row.Findings).Message.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_offset_in_a_list_of_objects_is_that_of_the_line()
    {
        const string Line = """{"id":"A-1","item":"TV","kind":"REUSE","price":1,"made":2020,"checked":"","text":"良品です、とても良品です""";
        var before = string.Concat(Enumerable.Repeat(Line + "\"}\n", 100));
        byte[] file = [.. Encoding.UTF8.GetBytes(before + Line), 0xFF, .. "\"} and more\n"u8, .. Encoding.UTF8.GetBytes(Line), 0xFF, .. "\"}\n"u8];
        var last = (await Rows(file, Mapping("utf-8", "ndjson")))[^1];
        Assert.Contains($"byte offset {file.Length - 4}.", Assert.Single(last.Findings).Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_offset_is_right_behind_a_character_that_lies_across_two_blocks(int shift)
    {
        const int Block = 32 * 1024;
        byte[] start = [.. Of("cp932").GetBytes(Columns), .. "A-1,TV,REUSE,5000,2020,,"u8];
        byte[] sound = [.. start, .. Enumerable.Repeat((byte)'x', Block - 1 - start.Length - shift), .. Of("cp932").GetBytes("漢字y")];
        byte[] file = [.. sound, 0xFF, .. "\n"u8];
        var row = Assert.Single(await Rows(file, Mapping("cp932")));
        Assert.Contains($"byte offset {sound.Length}.", Assert.Single(row.Findings).Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", "\uFEFF\uFEFF")]
    [InlineData("utf-8", "\uFEFF\u200B")]
    [InlineData("utf-16le", "\uFEFF\uFEFF")]
    [InlineData("utf-16le", "\uFEFF\uFFFE")]
    [InlineData("utf-16be", "\uFEFF\uFFFE")]
    public async Task Marks_that_stand_twice_before_the_heading_are_passed_over(string name, string marks)
    {
        var row = Assert.Single(await Rows(Of(name).GetBytes(marks + Text)));
        Assert.Equal("A-1", row.Value!.SourceId);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_but_never_throw()
    {
        var header = Encoding.UTF8.GetBytes(Columns);
        var nasty = OneOf("\"", "\"\"", ",", "\r", "\n", "\r\n", "\0", "エアコン", "REUSE", "2020", "\uFDD0", "\uFDD4", "\uFEFF", "\uFFFE", "\uFFFF", "か\u3099\uFFFE", "\u0085", "{", "}", "[", ":", "\\ud800", "1e400", "#", "\t", ";");
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

    /// <summary>A beginning, and then one byte for ever.</summary>
    private sealed class EndlessStream(byte[] start, byte rest) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        // The token is not looked at: a file on a fast disk is there at once, too.
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override int Read(Span<byte> buffer)
        {
            var left = start.AsSpan(Math.Min(_at, start.Length));
            var count = left.IsEmpty ? buffer.Length : Math.Min(left.Length, buffer.Length);
            if (left.IsEmpty)
                buffer.Fill(rest);
            else
                left[..count].CopyTo(buffer);
            _at += left.IsEmpty ? 0 : count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
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
