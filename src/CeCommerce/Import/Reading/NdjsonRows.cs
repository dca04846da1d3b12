using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CeCommerce.Import.Reading;

/// <summary>
/// Rows of newline-delimited JSON, one object a line. Nested objects become columns with a dot (<c>grade.cosmetic</c>), arrays one text with
/// semicolons, null an empty cell. The columns are the names that the first rows use.
/// </summary>
internal sealed class NdjsonRows : RawRows
{
    private const int RowsLookedAt = 100;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 };

    private readonly LineReader _lines;
    private readonly Queue<(int Row, string Line, bool Cut)> _looked = new();
    private readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<(int Start, int Length)> _cells = [];
    private readonly ArrayBufferWriter<char> _text = new(4096);
    private byte[] _utf8 = new byte[4096];
    private RowFault? _fault;

    private NdjsonRows(LineReader lines) => (_lines, Columns) = (lines, _names);

    public override int CellCount => _names.Count;

    public override RowFault? Fault => _fault;

    public override bool CellsAreNamed => true;

    public static async ValueTask<NdjsonRows> OpenAsync(DecodedText text, CancellationToken cancellation)
    {
        var rows = new NdjsonRows(new LineReader(text));
        while (rows._looked.Count < RowsLookedAt && await rows._lines.ReadAsync(cancellation))
        {
            rows._looked.Enqueue((rows._lines.Number, rows._lines.Line.ToString(), rows._lines.IsCut));
            rows.Take(rows._lines.Line, rows._lines.IsCut);
        }

        return rows;
    }

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (_looked.TryDequeue(out var known))
        {
            Row = known.Row;
            Take(known.Line, known.Cut);
            return true;
        }

        if (!await _lines.ReadAsync(cancellation))
            return false;
        Row = _lines.Number;
        Take(_lines.Line, _lines.IsCut);
        return true;
    }

    public override ReadOnlySpan<char> Cell(int column) =>
        column < _cells.Count ? _text.WrittenSpan.Slice(_cells[column].Start, _cells[column].Length) : default;

    public override long? TakeBrokenOffset() => _lines.TakeBrokenOffset(Row);

    public override void Dispose()
    {
    }

    private void Take(ReadOnlySpan<char> line, bool cut)
    {
        _text.ResetWrittenCount();
        _cells.Clear();
        _cells.AddRange(Enumerable.Repeat((0, 0), _names.Count));
        _fault = cut ? RowFault.TooLong : Parses(line) ? null : RowFault.NotAnObject;
    }

    private bool Parses(ReadOnlySpan<char> line)
    {
        var most = Encoding.UTF8.GetMaxByteCount(line.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        var reader = new Utf8JsonReader(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(line, _utf8)), Lenient);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            TakeObject(ref reader, "");
            return !reader.Read();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private void TakeObject(ref Utf8JsonReader reader, string prefix)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            // Put together for each member of an object: a long one would be copied thousands of times.
            var name = prefix.Length + reader.ValueSpan.Length > ReadLimits.Name ? null : prefix + reader.GetString();
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && name is not null)
                TakeObject(ref reader, name + ".");
            else if (name is not null)
                TakeCell(ref reader, name);
            else
                reader.Skip();
        }
    }

    private void TakeCell(ref Utf8JsonReader reader, string name)
    {
        var start = _text.WrittenCount;
        if (reader.TokenType == JsonTokenType.StartArray)
            TakeArray(ref reader, start);
        else
            Append(ref reader);
        if (ColumnOf(name) is var column and >= 0)
            _cells[column] = (start, _text.WrittenCount - start);
    }

    private void TakeArray(ref Utf8JsonReader reader, int start)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                throw new JsonException("Lists of lists are no cells.");
            if (_text.WrittenCount > start)
                _text.Write(";");
            Append(ref reader);
        }
    }

    private void Append(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType == JsonTokenType.String)
        {
            var room = _text.GetSpan(reader.ValueSpan.Length + 1);
            _text.Advance(reader.CopyString(room));
            return;
        }

        _text.Write(Encoding.UTF8.GetString(reader.ValueSpan));
    }

    // Names that only later rows use are no columns: the mapping could not name them.
    private int ColumnOf(string name)
    {
        if (_columnOf.TryGetValue(name, out var column))
            return column;
        if (Row > 0 || _names.Count >= ReadLimits.Columns)
            return -1;
        _names.Add(name);
        _cells.Add((0, 0));
        return _columnOf[name] = _names.Count - 1;
    }
}
