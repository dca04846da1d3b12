using Sylvan.Data.Csv;

namespace CeCommerce.Import.Reading;

/// <summary>Rows of a CSV file: Sylvan parses, <see cref="CsvGuard"/> keeps hostile text away from it.</summary>
internal sealed class CsvRows : RawRows
{
    private readonly CsvGuard _guard;
    private readonly CsvDataReader _reader;
    private bool _isLast;

    private CsvRows(CsvGuard guard, CsvDataReader reader, IReadOnlyList<string> columns)
    {
        (_guard, _reader, Columns) = (guard, reader, columns);
        Row = guard.LeadingBlankLines + 1;
    }

    public override int CellCount => _reader.RowFieldCount;

    public override bool IsOpenEnd => _isLast && _guard.LastRowOpen;

    /// <summary>Opens the file and reads its header row; no columns when there is none.</summary>
    public static async ValueTask<CsvRows> OpenAsync(DecodedText text, char delimiter, CancellationToken cancellation)
    {
        var guard = new CsvGuard(text, delimiter);
        var reader = await CsvDataReader.CreateAsync(guard, OptionsFor(delimiter), cancellation);
        return new(guard, reader, await reader.ReadAsync(cancellation) ? HeaderOf(reader) : []);
    }

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (await _reader.ReadAsync(cancellation))
        {
            Row++;
            if (IsEmpty())
                continue;
            _isLast = _guard.IsDrained && _guard.RowsPassed == Row - _guard.LeadingBlankLines;
            return true;
        }

        return false;
    }

    public override ReadOnlySpan<char> Cell(int column) => column < _reader.RowFieldCount ? _reader.GetFieldSpan(column) : default;

    public override long? TakeBrokenOffset() => _guard.TakeBrokenOffset(Row - _guard.LeadingBlankLines - 1);

    public override void Dispose() => _reader.Dispose();

    private bool IsEmpty()
    {
        for (var column = 0; column < _reader.RowFieldCount; column++)
        {
            var cell = _reader.GetFieldSpan(column);
            if (!cell.IsWhiteSpace() && cell is not [TextMarks.Blank])
                return false;
        }

        return true;
    }

    private static CsvDataReaderOptions OptionsFor(char delimiter) => new()
    {
        HasHeaders = false,
        Delimiter = delimiter,
        Comment = TextMarks.NoComment,
        CsvStyle = CsvStyle.Standard,
        ResultSetMode = ResultSetMode.SingleResult,
        BufferSize = 64 * 1024,
        MaxBufferSize = 8 * ReadLimits.Row,
    };

    private static string[] HeaderOf(CsvDataReader reader)
    {
        var columns = new string[reader.RowFieldCount];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = reader.GetFieldSpan(column).Trim().ToString();
        return columns;
    }
}
