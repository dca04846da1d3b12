using System.Buffers;

namespace CeCommerce.Import.Reading;

/// <summary>Lines of a text, each held up to <see cref="ReadLimits.Row"/> characters; empty ones are counted and skipped.</summary>
internal sealed class LineReader(DecodedText source)
{
    private readonly ArrayBufferWriter<char> _line = new(4096);
    private readonly BrokenOffsets _brokenOffsets = new();
    private ReadOnlyMemory<char> _rest;

    /// <summary>1 for the first line of the file.</summary>
    public int Number { get; private set; }

    /// <summary>The line was longer than the limit and its end was dropped.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<char> Line => _line.WrittenSpan;

    /// <summary>Position in the file of the next undecodable character of that line.</summary>
    public long? TakeBrokenOffset(int line) => _brokenOffsets.Take(line);

    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        do
        {
            _line.ResetWrittenCount();
            IsCut = false;
            Number++;
            if (!await ReadLineAsync(cancellation))
                return !Line.IsWhiteSpace();
        }
        while (Line.IsWhiteSpace());
        return true;
    }

    /// <summary>False when the file ended before a line end.</summary>
    private async ValueTask<bool> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_rest.IsEmpty && (_rest = await source.ReadAsync(cancellation)).IsEmpty)
                return false;
            var end = _rest.Span.IndexOf('\n');
            Keep(end < 0 ? _rest.Span : _rest.Span[..end]);
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (end >= 0)
                return true;
        }
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        var kept = part[..Math.Min(part.Length, ReadLimits.Row - _line.WrittenCount)];
        IsCut |= kept.Length < part.Length;
        _line.Write(kept);
        var keptBroken = kept.Count(TextMarks.Undecodable);
        for (var broken = part.Count(TextMarks.Undecodable); broken > 0; broken--)
        {
            var offset = source.TakeBrokenOffset();
            if (keptBroken-- > 0)
                _brokenOffsets.Add(Number, offset);
        }
    }
}
