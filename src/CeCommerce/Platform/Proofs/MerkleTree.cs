using System.Numerics;
using System.Security.Cryptography;

namespace CeCommerce.Platform.Proofs;

/// <summary>
/// The tree of RFC 6962 §2.1 over the hashes of its leaves: leaves and nodes are hashed under different prefixes, so that none passes for the other, and a
/// tree of any size has one shape.
/// </summary>
internal static class MerkleTree
{
    /// <summary>Of what has no leaf yet.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    public static byte[] LeafHash(ReadOnlySpan<byte> content) => SHA256.HashData([0, .. content]);

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(both);
    }

    public static byte[] Root(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        0 => EmptyRoot,
        1 => leaves[0],
        _ => NodeHash(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..])),
    };

    /// <summary>What proves that the leaf at <paramref name="index"/> is in the tree of all leaves (§2.1.1), from the leaf upwards.</summary>
    public static IReadOnlyList<byte[]> InclusionProof(ReadOnlySpan<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        if (leaves.Length == 1)
        {
            return [];
        }

        var split = Split(leaves.Length);
        return index < split
            ? [.. InclusionProof(leaves[..split], index), Root(leaves[split..])]
            : [.. InclusionProof(leaves[split..], index - split), Root(leaves[..split])];
    }

    /// <summary>What proves that the tree of the first <paramref name="size"/> leaves was only added to (§2.1.2).</summary>
    public static IReadOnlyList<byte[]> ConsistencyProof(ReadOnlySpan<byte[]> leaves, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, leaves.Length);
        return SubProof(leaves, size, whole: true);
    }

    /// <summary>Whether the proof leads from the leaf to the root (RFC 9162 §2.1.3.2).</summary>
    public static bool IsIncluded(long index, long size, ReadOnlySpan<byte> leaf, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (place, last, hash) = (index, size - 1, leaf.ToArray());
        foreach (var step in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = NodeHash(step, hash);
                (place, last) = UpFromRight(place, last);
            }
            else
            {
                hash = NodeHash(hash, step);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the proof leads from the older root to the newer one (RFC 9162 §2.1.4.2). Every tree goes on the empty one.</summary>
    public static bool IsConsistent((long Size, byte[] Root) older, (long Size, byte[] Root) newer, IReadOnlyList<byte[]> proof)
    {
        if (older.Size < 0 || older.Size > newer.Size)
        {
            return false;
        }

        if (older.Size == 0 || older.Size == newer.Size)
        {
            return proof.Count == 0 && older.Root.AsSpan().SequenceEqual(older.Size == 0 ? EmptyRoot : newer.Root);
        }

        IReadOnlyList<byte[]> path = BitOperations.IsPow2(older.Size) ? [older.Root, .. proof] : proof;
        return path.Count > 0 && Leads(older, newer, path);
    }

    private static bool Leads((long Size, byte[] Root) older, (long Size, byte[] Root) newer, IReadOnlyList<byte[]> path)
    {
        var (place, last) = (older.Size - 1, newer.Size - 1);
        while ((place & 1) == 1)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        var (before, after) = (path[0], path[0]);
        foreach (var step in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                (before, after) = (NodeHash(step, before), NodeHash(step, after));
                (place, last) = UpFromRight(place, last);
            }
            else
            {
                after = NodeHash(after, step);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && before.AsSpan().SequenceEqual(older.Root) && after.AsSpan().SequenceEqual(newer.Root);
    }

    /// <summary>A last node without a sibling goes up as it is, until it is a right one.</summary>
    private static (long Place, long Last) UpFromRight(long place, long last)
    {
        while ((place & 1) == 0 && place != 0)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        return (place, last);
    }

    private static IReadOnlyList<byte[]> SubProof(ReadOnlySpan<byte[]> leaves, int size, bool whole)
    {
        if (size == leaves.Length)
        {
            return whole ? [] : [Root(leaves)];
        }

        var split = Split(leaves.Length);
        return size <= split
            ? [.. SubProof(leaves[..split], size, whole), Root(leaves[split..])]
            : [.. SubProof(leaves[split..], size - split, whole: false), Root(leaves[..split])];
    }

    /// <summary>The largest power of two below it.</summary>
    private static int Split(int size) => 1 << BitOperations.Log2((uint)size - 1);
}
