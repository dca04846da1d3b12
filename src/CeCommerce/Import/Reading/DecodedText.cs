using System.Buffers;
using System.Text;

namespace CeCommerce.Import.Reading;

/// <summary>
/// The characters of a file, a buffer at a time. Bytes that mean nothing in the encoding become <see cref="TextMarks.Undecodable"/>
/// and their positions wait, in the same order, in <see cref="TakeBrokenOffset"/>.
/// </summary>
internal sealed class DecodedText
{
    private const int ChunkBytes = 32 * 1024;

    private static readonly SearchValues<char> Broken = SearchValues.Create([TextMarks.Undecodable]);

    // The rest is what Microsoft's CP932 table makes of single bytes that the standard does not assign: 0x80, 0xA0, 0xFD–0xFF.
    private static readonly SearchValues<char> Broken932 = SearchValues.Create([TextMarks.Undecodable, .. "\u0080\u00A0\uF8F0\uF8F1\uF8F2\uF8F3"]);

    private readonly Stream _stream;
    private readonly byte[] _bytes = new byte[ChunkBytes];
    private readonly char[] _chars = new char[ChunkBytes + 8];
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly MarkingFallback _fallback = new();
    private readonly Queue<long> _brokenOffsets = new();
    private readonly SearchValues<char> _broken;
    private ReadOnlyMemory<byte> _head;
    private long _position;
    private readonly bool _isCp932;
    private bool _inside;
    private bool _begun;
    private bool _ended;

    /// <param name="head">The bytes already taken from the stream to look at, without the byte order mark.</param>
    /// <param name="start">Position of <paramref name="head"/> in the file, in bytes.</param>
    public DecodedText(Stream stream, StockEncoding encoding, ReadOnlyMemory<byte> head, long start)
    {
        (_stream, _head, _position) = (stream, head, start);
        _encoding = encoding.With(_fallback);
        _decoder = _encoding.GetDecoder();
        _isCp932 = encoding == StockEncoding.Cp932;
        _broken = _isCp932 ? Broken932 : Broken;
    }

    /// <summary>Looked at before every block, whoever asks for it: a parser between us and the reader of rows may know no token.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>Bytes decoded so far, from the start of the file.</summary>
    public long BytesRead => _position;

    /// <summary>Where in the file the next undecodable character (in reading order) began.</summary>
    public long? TakeBrokenOffset() => _brokenOffsets.TryDequeue(out var offset) ? offset : null;

    /// <summary>The next characters, valid until the next call; empty at the end of the file.</summary>
    public async ValueTask<ReadOnlyMemory<char>> ReadAsync(CancellationToken cancellation)
    {
        while (!_ended)
        {
            Stop.ThrowIfCancellationRequested();
            var count = await FillAsync(cancellation);
            _ended = count == 0;
            var length = Decode(count);
            var start = _begun ? 0 : length - _chars.AsSpan(0, length).TrimStart(TextMarks.Leading).Length;
            if (length > start)
            {
                _begun = true;
                return _chars.AsMemory(start, length - start);
            }
        }

        return default;
    }

    private async ValueTask<int> FillAsync(CancellationToken cancellation)
    {
        if (_head.IsEmpty)
            return await _stream.ReadAsync(_bytes, cancellation);
        var count = Math.Min(_head.Length, ChunkBytes);
        _head[..count].CopyTo(_bytes);
        _head = _head[count..];
        return count;
    }

    private int Decode(int count)
    {
        _fallback.StartOfChunk = _position;
        var length = _decoder.GetChars(_bytes.AsSpan(0, count), _chars, flush: count == 0);
        var text = _chars.AsSpan(0, length);
        if (text.ContainsAny(_broken))
            MarkBroken(text);
        _position += count;
        _inside = _isCp932 && EndsInside(_bytes.AsSpan(0, count), _inside);
        return length;
    }

    /// <summary>Whether the first byte of a character of two is the last of the block: then the next block's text begins with a byte of this one.</summary>
    private static bool EndsInside(ReadOnlySpan<byte> block, bool inside)
    {
        // No second byte lies so low: behind one that does, a character begins.
        var low = block.LastIndexOfAnyInRange((byte)0, (byte)0x3F);
        inside &= low < 0;
        foreach (var value in block[(low + 1)..])
            inside = !inside && (value is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC);
        return inside;
    }

    /// <summary>Positions are counted from one broken character to the next, so that each byte is counted once.</summary>
    private void MarkBroken(Span<char> text)
    {
        var (from, position) = (0, _inside ? _position - 1 : _position);
        for (int at; (at = text[from..].IndexOfAny(_broken)) >= 0; from += at + 1)
        {
            position += at == 0 ? 0 : _encoding.GetByteCount(text.Slice(from, at));
            ref var c = ref text[from + at];
            if (c == TextMarks.Undecodable && _fallback.Broken.TryPeek(out var broken) && broken.Offset <= position)
            {
                _fallback.Broken.Dequeue();
                _brokenOffsets.Enqueue(broken.Offset);
                position = broken.Offset + broken.Length;
            }
            else
            {
                _brokenOffsets.Enqueue(position);
                position += c == TextMarks.Undecodable ? _encoding.GetByteCount([c]) : 1;
            }

            c = TextMarks.Undecodable;
        }
    }

    private sealed class MarkingFallback : DecoderFallback
    {
        public Queue<(long Offset, int Length)> Broken { get; } = new();

        public long StartOfChunk { get; set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(MarkingFallback owner) : DecoderFallbackBuffer
        {
            private bool _pending;
            private bool _given;

            public override int Remaining => _pending ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                owner.Broken.Enqueue((owner.StartOfChunk + Math.Max(index, -bytesUnknown.Length), bytesUnknown.Length));
                (_pending, _given) = (true, false);
                return true;
            }

            public override char GetNextChar()
            {
                if (!_pending)
                    return '\0';
                (_pending, _given) = (false, true);
                return TextMarks.Undecodable;
            }

            public override bool MovePrevious()
            {
                if (!_given)
                    return false;
                (_pending, _given) = (true, false);
                return true;
            }

            public override void Reset() => (_pending, _given) = (false, false);
        }
    }
}
