using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Search;

/// <summary>
/// Where a row stands in an order: the value it is ordered by, then its id. Written as opaque text together with a
/// fingerprint of the search, so that a cursor of other words, filters or another order is told apart.
/// </summary>
/// <param name="Key">The ordering value, smaller first; what it means belongs to the engine.</param>
/// <param name="Id">The listing, which decides between equal keys.</param>
public readonly record struct SearchCursor(long Key, Guid Id)
{
    private const byte Format = 1;
    private const int Length = 1 + 8 + 8 + 16;

    public string Write(ulong fingerprint)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], fingerprint);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], Key);
        Id.TryWriteBytes(bytes[17..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Refuses with <see cref="CursorUnreadable"/> or <see cref="CursorOfAnotherSearch"/>.</summary>
    public static Outcome<SearchCursor> Read(string text, ulong fingerprint)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Length || bytes[0] != Format)
        {
            return new CursorUnreadable();
        }

        if (BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]) != fingerprint)
        {
            return new CursorOfAnotherSearch();
        }

        return new SearchCursor(BinaryPrimitives.ReadInt64BigEndian(bytes[9..]), new Guid(bytes[17..], bigEndian: true));
    }

    /// <summary>The same for two searches exactly when one's cursor may continue the other: page size and facets do not matter.</summary>
    public static ulong Fingerprint(ListingSearch search)
    {
        var filters = search.Filters;
        var text = new StringBuilder();
        text.Append((int)search.EffectiveOrder).Append('\n').Append(search.Text).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{filters.FunctionalAtLeast}\n{filters.Price?.From}\n{filters.Price?.To}\n");
        foreach (var facet in Enum.GetValues<ListingFacet>())
        {
            text.Append((int)facet).Append('\n').AppendJoin('\u001f', filters.Values(facet).Distinct().Order(StringComparer.Ordinal)).Append('\n');
        }

        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.Unicode.GetBytes(text.ToString())));
    }
}
