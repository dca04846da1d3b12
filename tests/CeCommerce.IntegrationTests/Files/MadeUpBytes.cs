namespace CeCommerce.IntegrationTests.Files;

/// <summary>A stream of as many bytes as wanted that nobody keeps; may break or wait after some of them.</summary>
internal sealed class MadeUpBytes(long length, long breaksAfter = long.MaxValue) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <summary>The most that was asked for at once.</summary>
    public int LargestRead { get; private set; }

    /// <summary>Called before each block.</summary>
    public Action Reading { get; init; } = () => { };

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        Reading();
        LargestRead = Math.Max(LargestRead, buffer.Length);
        if (_position >= breaksAfter)
        {
            throw new EndOfStreamException("The sender went away.");
        }

        var count = (int)Math.Min(buffer.Length, length - _position);
        for (var i = 0; i < count; i++)
        {
            buffer[i] = (byte)((_position + i) * 31 >> 3);
        }

        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
