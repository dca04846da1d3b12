using System.Diagnostics.CodeAnalysis;

namespace CeCommerce.Platform;

/// <summary>
/// An identifier that knows what it identifies: UUIDv7 in the database, <c>prefix_</c> and 26 characters of lower-case
/// Crockford base32 outside (<c>lst_01jd…</c>), which is also Relay's global id.
/// </summary>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>Three letters, e.g. <c>lst</c>; unique in the product.</summary>
    static abstract string Prefix { get; }

    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Making, writing and reading typed identifiers.</summary>
public static class TypedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Digits = 26;

    /// <summary>A new identifier whose order follows <paramref name="now"/>, so that indexes grow at one end.</summary>
    public static T New<T>(DateTimeOffset now)
        where T : struct, ITypedId<T> => T.From(Guid.CreateVersion7(now));

    /// <summary>The millisecond that such an identifier was made for (RFC 9562 5.7).</summary>
    public static DateTimeOffset TimeOf(Guid version7)
    {
        Span<byte> bytes = stackalloc byte[16];
        version7.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }

    public static T From<T>(Guid value)
        where T : struct, ITypedId<T> => T.From(value);

    public static string Format<T>(T id)
        where T : struct, ITypedId<T> => Format(T.Prefix, id.Value);

    public static string Format(string prefix, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = new UInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        Span<char> text = stackalloc char[Digits];
        for (var i = Digits - 1; i >= 0; i--, number >>= 5)
        {
            text[i] = Alphabet[(int)(number & 31)];
        }

        return string.Concat(prefix, "_", text);
    }

    /// <summary>Throws <see cref="FormatException"/> with a sentence for the caller when the text is no such identifier.</summary>
    public static T Parse<T>(string text)
        where T : struct, ITypedId<T> => TryParse<T>(text, out var id)
            ? id
            : throw new FormatException($"'{Excerpt.Of(text)}' is not an identifier of the form {T.Prefix}_ and 26 characters.");

    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T id)
        where T : struct, ITypedId<T>
    {
        id = default;
        if (!TrySplit(text, out var prefix, out var value) || !prefix.SequenceEqual(T.Prefix))
        {
            return false;
        }

        id = T.From(value);
        return true;
    }

    /// <summary>Reads any typed identifier; Relay's <c>node(id)</c> chooses the type by the prefix.</summary>
    public static bool TrySplit([NotNullWhen(true)] string? text, out ReadOnlySpan<char> prefix, out Guid value)
    {
        prefix = default;
        value = default;
        if (text is null || text.Length < Digits + 2 || text[^(Digits + 1)] != '_')
        {
            return false;
        }

        UInt128 number = 0;
        foreach (var c in text.AsSpan()[^Digits..])
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            number = (number << 5) | (UInt128)(uint)digit;
        }

        // 26 digits hold 130 bits: the first digit of a 128-bit number is at most 7.
        if (text[^Digits] > '7')
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)(number >> 64));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (ulong)number);
        prefix = text.AsSpan(0, text.Length - Digits - 1);
        value = new Guid(bytes, bigEndian: true);
        return true;
    }
}
