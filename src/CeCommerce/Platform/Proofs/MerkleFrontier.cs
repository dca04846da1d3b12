using System.Numerics;
using System.Security.Cryptography;

namespace CeCommerce.Platform.Proofs;

/// <summary>The right edge of a tree: the roots of its complete parts, largest first. It is all that adding leaves and telling the root needs.</summary>
internal sealed class MerkleFrontier
{
    private readonly List<byte[]> _parts = [];

    /// <summary>Leaves so far. Its bits are the sizes of the parts.</summary>
    public long Size { get; private set; }

    public void Add(byte[] leaf)
    {
        for (var size = Size++; (size & 1) == 1; size >>= 1)
        {
            leaf = MerkleTree.NodeHash(_parts[^1], leaf);
            _parts.RemoveAt(_parts.Count - 1);
        }

        _parts.Add(leaf);
    }

    public byte[] Root()
    {
        if (_parts.Count == 0)
        {
            return MerkleTree.EmptyRoot;
        }

        var root = _parts[^1];
        for (var i = _parts.Count - 2; i >= 0; i--)
        {
            root = MerkleTree.NodeHash(_parts[i], root);
        }

        return root;
    }

    /// <summary>The parts one after the other.</summary>
    public byte[] ToBytes() => [.. _parts.SelectMany(part => part)];

    /// <summary>Null when there are not as many parts as a tree of that size has.</summary>
    public static MerkleFrontier? From(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != BitOperations.PopCount((ulong)size) * SHA256.HashSizeInBytes)
        {
            return null;
        }

        var frontier = new MerkleFrontier { Size = size };
        for (; bytes.Length > 0; bytes = bytes[SHA256.HashSizeInBytes..])
        {
            frontier._parts.Add(bytes[..SHA256.HashSizeInBytes].ToArray());
        }

        return frontier;
    }
}
