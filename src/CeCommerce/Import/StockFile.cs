using System.Runtime.CompilerServices;
using CeCommerce.Import.Mapping;
using CeCommerce.Import.Reading;
using CeCommerce.Platform;
using Sylvan.Data.Csv;

namespace CeCommerce.Import;

/// <summary>
/// A stock list being read: rows stream through, so 200,000 rows need no more memory than 5,000. Use from one thread; read it once.
/// </summary>
public sealed class StockFile : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly DecodedText _text;
    private readonly RawRows _rows;
    private readonly StockRowMapper _mapper;
    private bool _onFirst = true;

    private StockFile(Stream stream, DecodedText text, RawRows rows, StockRowMapper mapper) => (_stream, _text, _rows, _mapper) = (stream, text, rows, mapper);

    /// <summary><c>csv</c> or <c>ndjson</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The encoding that the file is read with.</summary>
    public required string Encoding { get; init; }

    /// <summary>The file's columns in their order.</summary>
    public IReadOnlyList<string> Columns => _rows.Columns;

    /// <summary>Columns that the mapping does not use, also told once by an info in <see cref="Findings"/>.</summary>
    public required IReadOnlyList<string> UnusedColumns { get; init; }

    /// <summary>About the file as a whole; never blocking, because a file that cannot be read is refused when it is opened.</summary>
    public required IReadOnlyList<ImportFinding> Findings { get; init; }

    /// <summary>Bytes read so far; runs up to a buffer ahead of the rows.</summary>
    public long BytesRead => _text.BytesRead;

    /// <summary>Length of the file in bytes; null when the stream does not know it.</summary>
    public long? BytesTotal { get; private init; }

    /// <summary>
    /// Looks at the file, finds out how it is written, and checks its columns against the mapping. Takes over the stream: it is closed with
    /// the file, or at once when the file is refused.
    /// </summary>
    /// <param name="today">In Asia/Tokyo; years and days after it are refused.</param>
    /// <returns>
    /// The file, or <see cref="StockFileEmpty"/>, <see cref="StockFileNotText"/>, <see cref="StockEncodingContradicted"/>,
    /// <see cref="StockColumnsUnknown"/>, <see cref="StockColumnsDuplicated"/>.
    /// </returns>
    public static async Task<Outcome<StockFile>> OpenAsync(Stream stream, StockMapping mapping, DateOnly today, CancellationToken cancellation = default)
    {
        var outcome = await OpenOrRefuseAsync(stream, mapping, today, cancellation);
        if (outcome.Error is not null)
            await stream.DisposeAsync();
        return outcome;
    }

    /// <summary>
    /// The rows from <paramref name="fromRow"/> on (rows before it are passed over without being read, for an import that goes on where it
    /// was stopped). A bad row never ends the reading; a parser that gives up ends it with a blocking <c>ITEM-FILE</c> finding.
    /// </summary>
    public async IAsyncEnumerable<StockRowRead> ReadAsync(int fromRow = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        _text.Stop = cancellation;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            StockRowRead? gaveUp = null;
            try
            {
                if (!_onFirst && !await _rows.ReadAsync(cancellation))
                    yield break;
                _onFirst = false;
            }
            catch (Exception broken) when (broken is FormatException or CsvRecordTooLargeException or InvalidDataException)
            {
                gaveUp = GaveUp();
            }

            if (gaveUp is not null)
            {
                yield return gaveUp;
                yield break;
            }

            if (_rows.Row >= fromRow)
                yield return _mapper.Map();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        await _stream.DisposeAsync();
    }

    private static async Task<Outcome<StockFile>> OpenOrRefuseAsync(Stream stream, StockMapping mapping, DateOnly today, CancellationToken cancellation)
    {
        var sample = await FileSample.TakeAsync(stream, cancellation);
        var encodingOutcome = sample.EncodingFor(mapping.Encoding);
        if (encodingOutcome.Error is { } refused)
            return Outcome<StockFile>.Refused(refused);
        var (encoding, bom) = encodingOutcome.Value;
        var start = sample.Text(encoding, bom);
        if (string.IsNullOrWhiteSpace(start) && !stream.CanSeek)
            return new StockFileEmpty(false);
        var ndjson = mapping.IsNdjson ?? start.AsSpan().TrimStart().StartsWith('{');
        var text = new DecodedText(stream, encoding, sample.Bytes[bom..], bom) { Stop = cancellation };
        RawRows rows = ndjson
            ? await NdjsonRows.OpenAsync(text, cancellation)
            : await CsvRows.OpenAsync(text, mapping.Delimiter ?? FileSample.DelimiterOf(start), cancellation);
        var file = Bind(stream, text, rows, mapping, today, (encoding.Name, ndjson));
        return file.Error is not null || await rows.ReadAsync(cancellation) ? file : new StockFileEmpty(!ndjson);
    }

    private static Outcome<StockFile> Bind(Stream stream, DecodedText text, RawRows rows, StockMapping mapping, DateOnly today, (string Encoding, bool Ndjson) way)
    {
        if (rows.Columns.All(string.IsNullOrWhiteSpace) && !way.Ndjson)
            return new StockFileEmpty(false);
        var bound = ColumnBinding.Of(rows.Columns, mapping);
        if (!bound.Try(out var columns, out var error))
            return Outcome<StockFile>.Refused(error);
        var unused = ColumnBinding.Unused(rows.Columns, columns);
        return new StockFile(stream, text, rows, new StockRowMapper(rows, columns, today))
        {
            Format = way.Ndjson ? "ndjson" : "csv",
            Encoding = way.Encoding,
            BytesTotal = stream.CanSeek ? stream.Length : null,
            UnusedColumns = unused,
            Findings = unused.Count == 0 ? [] : [ColumnBinding.UnusedFinding(unused)],
        };
    }

    private StockRowRead GaveUp() => new(_rows.Row + 1, null, null,
    [
        new("ITEM-FILE", ImportSeverity.Block, "", "",
            new("この行から後を読めませんでした。", "From this row on the file could not be read."),
            new("この行の引用符と区切り文字を確かめ、書き出し直してください。", "Check quotes and separators of this row and export the file again.")),
    ]);
}
