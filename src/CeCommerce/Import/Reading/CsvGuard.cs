using System.Buffers;

namespace CeCommerce.Import.Reading;

/// <summary>
/// Stands between a foreign file and the CSV parser and passes on only what the parser can hold and understand: cells and rows are cut
/// at their limits, quotes are always closed, every line end is LF, an empty line keeps its place as a marked row. Whatever was changed
/// is marked in the cell itself (<see cref="TextMarks"/>), so nothing is repaired silently.
/// </summary>
internal sealed class CsvGuard(DecodedText source, char delimiter) : TextReader
{
    private readonly ArrayBufferWriter<char> _out = new(64 * 1024);
    private readonly SearchValues<char> _bareStops = SearchValues.Create([delimiter, '\r', '\n', '"', TextMarks.Undecodable]);
    private readonly BrokenOffsets _brokenOffsets = new();
    private int _served;
    private State _state = State.RowStart;
    private int _cellLength;
    private int _rowLength;
    private int _cells;
    private bool _cut;
    private bool _quoteOpen;
    private bool _afterReturn;
    private bool _started;
    private bool _ended;

    private enum State
    {
        RowStart,
        CellStart,
        Bare,
        Quoted,
        QuoteSeen,
        Tail,
    }

    /// <summary>Empty lines before the header; they are not passed on.</summary>
    public int LeadingBlankLines { get; private set; }

    /// <summary>Rows passed on, the header and the last one included.</summary>
    public int RowsPassed { get; private set; }

    /// <summary>Everything the file holds has been passed on.</summary>
    public bool IsDrained => _ended && _served == _out.WrittenCount;

    /// <summary>The file ended without a line end after its last row.</summary>
    public bool LastRowOpen { get; private set; }

    /// <summary>Position in the file of the next undecodable character that was passed on in that row; the header is row 0.</summary>
    public long? TakeBrokenOffset(int row) => _brokenOffsets.Take(row);

    public override int Read(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override Task<int> ReadBlockAsync(char[] buffer, int index, int count) => ReadAsync(buffer, index, count);

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (_served == _out.WrittenCount && !_ended)
        {
            _out.ResetWrittenCount();
            _served = 0;
            var text = await source.ReadAsync(cancellationToken);
            if (text.IsEmpty)
                End();
            else
                Pass(text.Span);
        }

        var count = Math.Min(buffer.Length, _out.WrittenCount - _served);
        _out.WrittenMemory.Slice(_served, count).CopyTo(buffer);
        _served += count;
        return count;
    }

    private void Pass(ReadOnlySpan<char> text)
    {
        if (_afterReturn && text[0] == '\n')
            text = text[1..];
        _afterReturn = false;
        while (!text.IsEmpty)
            text = text[Step(text)..];
    }

    /// <summary>Consumes at least one character, or none while moving to a state that will; answers how many.</summary>
    private int Step(ReadOnlySpan<char> text) => _state switch
    {
        State.RowStart when text[0] is '\r' or '\n' => EndRow(text, blank: true),
        State.RowStart or State.CellStart => StartCell(text[0]),
        State.Bare => StepBare(text),
        State.Quoted => StepQuoted(text),
        State.QuoteSeen => StepQuoteSeen(text),
        State.Tail => StepTail(text),
        _ => throw new InvalidOperationException($"No such state: {_state}."),
    };

    private int StartCell(char first)
    {
        _started = true;
        _cellLength = 0;
        _state = first == '"' ? State.Quoted : State.Bare;
        if (first != '"')
            return 0;
        if (!RowIsFull)
            Emit('"');
        return 1;
    }

    private int StepBare(ReadOnlySpan<char> text)
    {
        var run = text.IndexOfAny(_bareStops);
        if (run != 0)
            return Keep(run < 0 ? text : text[..run]);
        if (text[0] == delimiter)
            return EndCell();
        return text[0] is '\r' or '\n' ? EndRow(text) : KeepOne(text[0]);
    }

    private int StepQuoted(ReadOnlySpan<char> text)
    {
        var run = text.IndexOfAny('"', TextMarks.Undecodable);
        if (run != 0)
            return Keep(run < 0 ? text : text[..run]);
        if (text[0] != '"')
            return KeepOne(text[0]);
        _state = State.QuoteSeen;
        return 1;
    }

    private int StepQuoteSeen(ReadOnlySpan<char> text)
    {
        if (text[0] == '"')
        {
            _state = State.Quoted;
            return KeepQuote();
        }

        if (text[0] == delimiter || text[0] is '\r' or '\n')
            return Close(text);
        Mark(TextMarks.StrayQuote);
        _state = State.Tail;
        return 0;
    }

    private int StepTail(ReadOnlySpan<char> text)
    {
        var run = text.IndexOfAny(_bareStops);
        if (run != 0)
            return Keep(run < 0 ? text : text[..run]);
        if (text[0] == delimiter || text[0] is '\r' or '\n')
            return Close(text);
        return text[0] == '"' ? KeepQuote() : KeepOne(text[0]);
    }

    private int Close(ReadOnlySpan<char> text)
    {
        EmitClosingQuote();
        return text[0] == delimiter ? EndCell() : EndRow(text);
    }

    private int EndCell()
    {
        _state = State.CellStart;
        if (RowIsFull && _cut)
            return 1;
        _cut = false;
        _cells++;
        Emit(delimiter);
        if (RowIsFull)
            MarkCut();
        return 1;
    }

    private int EndRow(ReadOnlySpan<char> text, bool blank = false)
    {
        if (blank && !_started)
            LeadingBlankLines++;
        else
            PassRow(blank ? [TextMarks.Blank, '\n'] : ['\n']);
        (_state, _rowLength, _cells, _cellLength, _cut, _quoteOpen) = (State.RowStart, 0, 0, 0, false, false);
        if (text[0] == '\n')
            return 1;
        _afterReturn = text.Length == 1;
        return text.Length > 1 && text[1] == '\n' ? 2 : 1;
    }

    private void PassRow(ReadOnlySpan<char> end)
    {
        Emit(end);
        RowsPassed++;
    }

    private void End()
    {
        _ended = true;
        LastRowOpen = _state != State.RowStart;
        RowsPassed += LastRowOpen ? 1 : 0;
        if (_state == State.Quoted)
            Mark(TextMarks.Unclosed);
        EmitClosingQuote();
    }

    // A full row drops even its delimiters: what follows the cut belongs to no cell.
    private bool RowIsFull => _rowLength >= ReadLimits.Row || _cells >= ReadLimits.Columns;

    private int Keep(ReadOnlySpan<char> run)
    {
        var room = RowIsFull ? 0 : Math.Min(ReadLimits.Cell - _cellLength, ReadLimits.Row - _rowLength);
        var kept = Math.Min(room, run.Length);
        _out.Write(run[..kept]);
        _cellLength += kept;
        _rowLength += kept;
        if (kept < run.Length)
            MarkCut();
        return run.Length;
    }

    private int KeepOne(char c)
    {
        var offset = c == TextMarks.Undecodable ? source.TakeBrokenOffset() : null;
        var before = _cellLength;
        Keep([c]);
        if (c == TextMarks.Undecodable && _cellLength > before)
            _brokenOffsets.Add(RowsPassed, offset);
        return 1;
    }

    // Inside quotes a quote is two characters to the parser: they are kept together or not at all.
    private int KeepQuote()
    {
        if (RowIsFull || _cellLength + 2 > ReadLimits.Cell || _rowLength + 2 > ReadLimits.Row)
            MarkCut();
        else
            Keep("\"\"");
        return 1;
    }

    private void MarkCut()
    {
        if (!_cut)
            Mark(TextMarks.Cut);
        _cut = true;
    }

    private void Mark(char mark) => Emit([mark]);

    private void Emit(char c)
    {
        _quoteOpen |= c == '"';
        _rowLength++;
        _out.Write([c]);
    }

    private void Emit(ReadOnlySpan<char> text) => _out.Write(text);

    private void EmitClosingQuote()
    {
        if (_quoteOpen)
            _out.Write(['"']);
        _quoteOpen = false;
    }
}
