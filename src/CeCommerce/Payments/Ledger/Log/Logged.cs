using System.Buffers.Binary;
using System.Text;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>What a leaf of the log stands for, as it stands in the books, whether right or not.</summary>
internal abstract record Logged
{
    /// <summary>The first byte of every leaf; another form of leaves gets another one.</summary>
    protected const byte Version = 1;

    /// <summary>The movement, or the pending one that was resolved.</summary>
    public required Guid Id { get; init; }

    public required MovementTime Time { get; init; }

    public abstract bool Resolves { get; }

    /// <summary>For people.</summary>
    public abstract string Name { get; }

    /// <summary>What is hashed; docs/ledger-proofs.md says it byte by byte.</summary>
    public abstract byte[] ToBytes();
}

/// <summary>An account in a leaf.</summary>
internal sealed class LoggedAccount
{
    public LoggedAccount(string kind, Guid? owner, string currency)
    {
        (Kind, Owner, Currency) = (kind, owner, currency);
        Bytes = new LeafBytes().Add(kind).Add(owner).Add(currency).ToArray();
    }

    public string Kind { get; }

    public Guid? Owner { get; }

    public string Currency { get; }

    /// <summary>As it stands in a leaf; entries stand in the order of these.</summary>
    public byte[] Bytes { get; }
}

/// <summary>One side of a movement.</summary>
internal readonly record struct LoggedEntry(LoggedAccount Account, long Amount);

/// <summary>A movement with all its entries.</summary>
internal sealed record LoggedMovement : Logged
{
    private const byte Sort = (byte)'M';

    public required string Kind { get; init; }

    public required Cause Cause { get; init; }

    public required DateTimeOffset? TimesOutAt { get; init; }

    public required IReadOnlyList<LoggedEntry> Entries { get; init; }

    public override bool Resolves => false;

    public override string Name => $"{Kind} {Cause}";

    public override byte[] ToBytes()
    {
        var bytes = new LeafBytes().Add(Version).Add(Sort).Add(Id).Add(Kind).Add(Cause.Kind).Add(Cause.Id).Add(Time.At).Add(Time.RecordedAt).Add(TimesOutAt).Add(Entries.Count);
        foreach (var entry in Entries.Count > 1 ? Entries.OrderBy(entry => entry.Account.Bytes, ByteOrder) : Entries.AsEnumerable())
        {
            bytes.Add(entry.Account.Bytes).Add(entry.Amount);
        }

        return bytes.ToArray();
    }

    private static readonly Comparer<byte[]> ByteOrder = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));
}

/// <summary>What became of a pending movement.</summary>
internal sealed record LoggedResolution : Logged
{
    private const byte Sort = (byte)'R';

    public required string Outcome { get; init; }

    /// <summary>What was posted in its place.</summary>
    public required Guid? Posted { get; init; }

    public override bool Resolves => true;

    public override string Name => $"{Outcome} {Id}";

    public override byte[] ToBytes() => new LeafBytes().Add(Version).Add(Sort).Add(Id).Add(Outcome).Add(Posted).Add(Time.At).Add(Time.RecordedAt).ToArray();
}

/// <summary>Writes what is hashed: numbers big-endian, text in UTF-8 behind its length, what may be missing behind a 0 or a 1.</summary>
internal sealed class LeafBytes
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public LeafBytes Add(byte value)
    {
        Room(1)[0] = value;
        return this;
    }

    public LeafBytes Add(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), value);
        return this;
    }

    public LeafBytes Add(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), value);
        return this;
    }

    public LeafBytes Add(Guid value)
    {
        value.TryWriteBytes(Room(16), bigEndian: true, out _);
        return this;
    }

    public LeafBytes Add(Guid? value) => value is { } there ? Add((byte)1).Add(there) : Add((byte)0);

    /// <summary>Microseconds since 1970.</summary>
    public LeafBytes Add(DateTimeOffset value) => Add((value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public LeafBytes Add(DateTimeOffset? value) => value is { } there ? Add((byte)1).Add(there) : Add((byte)0);

    public LeafBytes Add(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Add(length);
        Encoding.UTF8.GetBytes(value, Room(length));
        return this;
    }

    public LeafBytes Add(byte[] bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return this;
    }

    public byte[] ToArray() => _bytes[.._length];

    private Span<byte> Room(int length)
    {
        if (_length + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }
}
