using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>Reads an exported log line by line, plain or as gzip, and trusts nothing in it.</summary>
internal static class ExportReader
{
    /// <summary>A movement has an entry for each account; no honest line is longer.</summary>
    private const int MaxLine = 4 * 1024 * 1024;

    private static readonly byte[] s_gzip = [0x1f, 0x8b];

    /// <summary>Throws <see cref="LedgerFileRefused"/> where it cannot be read, or ends before its last line.</summary>
    public static async IAsyncEnumerable<ExportLine> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = Open(path);
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        var (number, ended) = (0L, false);
        while (true)
        {
            var read = await Guarded(path, number, () => pipe.ReadAsync(cancellationToken).AsTask());
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                number++;
                var line = ended ? throw Refused(path, number, new("最後の行の後に続きがあります", "there is something after the last line")) : Parse(path, number, rest.Slice(0, end));
                rest = rest.Slice(rest.GetPosition(1, end));
                ended = line.End is not null;
                yield return line;
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (rest.Length > MaxLine)
            {
                throw Refused(path, number + 1, new("行が長すぎます", "the line is too long"));
            }

            if (read.IsCompleted)
            {
                if (!ended || rest.Length > 0)
                {
                    throw Refused(path, number + 1, new("途中で終わっています", "the file ends too early"));
                }

                yield break;
            }
        }
    }

    public static LedgerFileRefused Refused(string path, long line, LocalText what) => new(new LedgerFileUnreadable(path, line, what));

    private static ExportLine Parse(string path, long number, ReadOnlySequence<byte> bytes)
    {
        try
        {
            var json = new Utf8JsonReader(bytes);
            var line = JsonSerializer.Deserialize<ExportLine>(ref json, ProofJson.Options);
            // One thing a line, and nothing else behind it.
            return line is not null && json.BytesConsumed == bytes.Length
                && new object?[] { line.Ledger, line.Key, line.Checkpoint, line.Leaf, line.End }.Count(part => part is not null) == 1
                ? line
                : throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Refused(path, number, new("書き出された台帳の行として読めません", "it is no line of an exported ledger"));
        }
    }

    private static Stream Open(string path)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Options = FileOptions.SequentialScan });
            var first = new byte[2];
            var zipped = file.CanSeek && file.ReadAtLeast(first, 2, throwOnEndOfStream: false) == 2 && first.AsSpan().SequenceEqual(s_gzip);
            _ = file.CanSeek ? file.Seek(0, SeekOrigin.Begin) : 0;
            return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, 0, new(e.Message, e.Message));
        }
    }

    private static async Task<T> Guarded<T>(string path, long line, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw Refused(path, line + 1, new("ファイルが壊れています", "the file is damaged"));
        }
    }
}

/// <summary>Ends the reading of a file.</summary>
internal sealed class LedgerFileRefused(LedgerFileUnreadable error) : Exception(error.Message.En)
{
    public LedgerFileUnreadable Error => error;
}

/// <summary>A file that should hold an exported ledger, or checkpoints, does not.</summary>
/// <param name="Line">From 1 on; 0 for the file as a whole.</param>
public sealed record LedgerFileUnreadable(string File, long Line, LocalText What) : UserError("file")
{
    public override string Code => "LEDGER_FILE_UNREADABLE";

    public override LocalText Message => new($"{File}({Line} 行目)を読み取れません: {What.Ja}。", $"{File} cannot be read at line {Line}: {What.En}.");
}
