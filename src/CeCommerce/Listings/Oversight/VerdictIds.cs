using System.Buffers.Binary;

namespace CeCommerce.Listings.Oversight;

/// <summary>Ids of verdicts begin with the millisecond in which they were given (UUIDv7), so that an index by id is one by time.</summary>
internal static class VerdictIds
{
    /// <summary>Not above any id that was made since then, and above all that were made in an earlier millisecond.</summary>
    public static Guid LeastSince(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> millisecond = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(millisecond, Math.Max(0, moment.ToUnixTimeMilliseconds()));
        millisecond[2..].CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
