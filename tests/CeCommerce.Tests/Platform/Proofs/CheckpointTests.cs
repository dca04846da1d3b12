using System.Security.Cryptography;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Tests.Platform.Proofs;

/// <summary>What a checkpoint says, who signed it and who vouches for them.</summary>
public sealed class CheckpointTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void A_note_is_read_as_it_was_written_and_bears_its_signature()
    {
        using var signer = NewSigner();
        var checkpoint = Made(signer);
        var read = Checkpoint.Read(checkpoint.Note);
        Assert.Equal(checkpoint, read);
        Assert.True(read!.IsSignedBy(signer.Key));
        Assert.StartsWith("cecommerce.ledger.test\n1\n", checkpoint.Note, StringComparison.Ordinal);
        Assert.Contains("\ntime 2026-11-19T15:00:00Z\n", checkpoint.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_note_can_be_changed()
    {
        using var signer = NewSigner();
        using var other = NewSigner();
        var note = Made(signer).Note;
        for (var i = 0; i < note.Length; i++)
        {
            var changed = $"{note[..i]}{(note[i] == '1' ? '2' : '1')}{note[(i + 1)..]}";
            Assert.True(changed == note || Checkpoint.Read(changed) is not { } read || !read.IsSignedBy(signer.Key), changed);
        }

        Assert.False(Checkpoint.Read(note)!.IsSignedBy(other.Key));
        Assert.Null(Checkpoint.Read(note + "\n"));
        Assert.Null(Checkpoint.Read(note[..^1]));
        Assert.Null(Checkpoint.Read(""));
    }

    [Fact]
    public void Several_notes_are_found_in_a_file_and_anything_else_is_told()
    {
        using var signer = NewSigner();
        var note = Made(signer).Note;
        var (found, clean) = Checkpoint.ReadAll($"{note}\n{note}");
        Assert.Equal((2, true), (found.Count, clean));
        Assert.False(Checkpoint.ReadAll($"{note}\nand so on").Clean);
        Assert.False(Checkpoint.ReadAll(note[5..]).Clean);
    }

    [Fact]
    public void Each_key_is_vouched_for_by_the_one_before()
    {
        using var first = NewSigner();
        using var second = NewSigner();
        using var foreign = NewSigner();
        Assert.Empty(new KeyRing([first.Key, first.Vouch(second.Key)]).Flaws());
        Assert.Single(new KeyRing([first.Key, second.Key]).Flaws());
        Assert.Single(new KeyRing([first.Vouch(second.Key)]).Flaws());
        Assert.Single(new KeyRing([first.Key, foreign.Vouch(second.Key) with { Before = first.Key.Id }]).Flaws());
        Assert.Single(new KeyRing([first.Key with { Id = second.Key.Id }]).Flaws());
        Assert.Single(new KeyRing([first.Key, first.Vouch(second.Key) with { MadeAt = s_now.AddDays(1) }]).Flaws());
    }

    private static ProofSigner NewSigner() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), s_now);

    private static Checkpoint Made(ProofSigner signer)
    {
        var tree = new MerkleFrontier();
        tree.Add(MerkleTree.LeafHash([1]));
        return Checkpoint.Sign("cecommerce.ledger.test", tree, s_now, signer);
    }
}
