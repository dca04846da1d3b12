using CeCommerce.Platform.Proofs;

namespace CeCommerce.Tests.Platform.Proofs;

/// <summary>The tree of RFC 6962: the values that everybody's tree gives, and that every proof proves what it says and nothing else.</summary>
public sealed class MerkleTreeTests
{
    private const int Sizes = 40;

    /// <summary>The leaves that implementations of Certificate Transparency are tested with.</summary>
    private static readonly byte[][] s_contents =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    private static readonly byte[][] s_leaves = [.. Enumerable.Range(0, Sizes).Select(i => MerkleTree.LeafHash([(byte)i, 7]))];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_those_of_the_known_leaves(int size, string root)
    {
        byte[][] leaves = [.. s_contents.Take(size).Select(content => MerkleTree.LeafHash(content))];
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(leaves)));
        Assert.Equal(root, Convert.ToHexStringLower(Grown(leaves).Root()));
    }

    [Fact]
    public void A_frontier_grows_as_the_tree_and_goes_on_from_what_was_kept()
    {
        for (var size = 0; size <= Sizes; size++)
        {
            var kept = Grown(s_leaves.AsSpan(0, size));
            var again = MerkleFrontier.From(size, kept.ToBytes())!;
            foreach (var leaf in s_leaves[size..])
            {
                again.Add(leaf);
            }

            Assert.Equal(MerkleTree.Root(s_leaves.AsSpan(0, size)), kept.Root());
            Assert.Equal((Sizes, Convert.ToHexString(MerkleTree.Root(s_leaves))), (again.Size, Convert.ToHexString(again.Root())));
            Assert.Null(MerkleFrontier.From(size, [.. kept.ToBytes(), 0]));
        }
    }

    [Fact]
    public void Inclusion_is_proved_of_each_leaf_at_its_place_and_of_no_other()
    {
        for (var size = 1; size <= Sizes; size++)
        {
            var leaves = s_leaves.AsSpan(0, size);
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.InclusionProof(leaves, index);
                Assert.True(MerkleTree.IsIncluded(index, size, leaves[index], proof, root));
                Assert.False(MerkleTree.IsIncluded(index, size, MerkleTree.LeafHash([255]), proof, root));
                Assert.False(MerkleTree.IsIncluded(index, size, leaves[index], [.. proof, root], root));
                Assert.False(MerkleTree.IsIncluded(index + 1, size, leaves[index], proof, root));
                Assert.False(proof.Count > 0 && MerkleTree.IsIncluded(index, size, leaves[index], [.. proof.Skip(1)], root));
            }
        }
    }

    [Fact]
    public void Consistency_is_proved_of_each_older_tree_and_of_no_other()
    {
        for (var size = 1; size <= Sizes; size++)
        {
            var leaves = s_leaves.AsSpan(0, size);
            var root = MerkleTree.Root(leaves);
            for (var older = 1; older <= size; older++)
            {
                var before = MerkleTree.Root(leaves[..older]);
                var proof = MerkleTree.ConsistencyProof(leaves, older);
                Assert.True(MerkleTree.IsConsistent((older, before), (size, root), proof));
                Assert.False(MerkleTree.IsConsistent((older, MerkleTree.LeafHash([255])), (size, root), proof));
                Assert.False(MerkleTree.IsConsistent((older, before), (size, MerkleTree.LeafHash([255])), proof));
                Assert.False(MerkleTree.IsConsistent((older, before), (size, root), [.. proof, root]));
                Assert.False(proof.Count > 0 && MerkleTree.IsConsistent((older, before), (size, root), [.. proof.SkipLast(1)]));
            }
        }
    }

    private static MerkleFrontier Grown(ReadOnlySpan<byte[]> leaves)
    {
        var tree = new MerkleFrontier();
        foreach (var leaf in leaves)
        {
            tree.Add(leaf);
        }

        return tree;
    }
}
