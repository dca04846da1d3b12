using System.Numerics;

namespace CeCommerce.Search.Lucene;

/// <summary>Sets of a segment's documents, one bit each; kept sets are shared and never written again.</summary>
internal static class DocumentSet
{
    public static ulong[] Empty(int size) => new ulong[(size + 63) >> 6];

    public static ulong[] All(int size)
    {
        var all = Empty(size);
        Array.Fill(all, ulong.MaxValue);
        if ((size & 63) != 0)
        {
            all[^1] = (1ul << (size & 63)) - 1;
        }

        return all;
    }

    public static void Put(ulong[] set, int document, bool isIn = true) => set[document >> 6] |= (isIn ? 1ul : 0ul) << (document & 63);

    public static void Keep(ulong[] set, ulong[] only)
    {
        for (var i = 0; i < set.Length; i++)
        {
            set[i] &= only[i];
        }
    }

    /// <summary>Lists what is in <paramref name="set"/> and in every one of <paramref name="filters"/>, but not in the one numbered <paramref name="missing"/>, if any.</summary>
    public static ReadOnlySpan<int> List(ulong[] set, ulong[][] filters, int missing, int[] into)
    {
        var count = 0;
        for (var i = 0; i < set.Length; i++)
        {
            var bits = set[i];
            for (var filter = 0; filter < filters.Length && bits != 0; filter++)
            {
                bits &= filter == missing ? ~filters[filter][i] : filters[filter][i];
            }

            for (; bits != 0; bits &= bits - 1)
            {
                into[count++] = (i << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return into.AsSpan(0, count);
    }
}
