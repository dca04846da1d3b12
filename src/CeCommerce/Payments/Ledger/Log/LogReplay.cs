using CeCommerce.Platform.Proofs;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>Holds the log against what was signed about it, and what stands in the books against its leaves. Knows neither database nor file.</summary>
internal sealed class LogReplay(SignedLog log, IReadOnlyList<Checkpoint> kept, FlawList flaws)
{
    private readonly TreeReplay _tree = new(log, kept, flaws.Add);

    /// <inheritdoc cref="TreeReplay.Size"/>
    public long Size => _tree.Size;

    public void Add(byte[] leaf) => _tree.Add(leaf);

    /// <summary>Compares what stands in the books with its leaf.</summary>
    public void Compare(Logged content, Leaf leaf)
    {
        if (!MerkleTree.LeafHash(content.ToBytes()).AsSpan().SequenceEqual(leaf.Hash))
        {
            flaws.Add("Altered", content.Id.ToString(), new(
                $"{content.Name}: 帳簿の内容が、封印された葉 {leaf.Number} と違います。", $"{content.Name}: what the books say is not what was sealed in leaf {leaf.Number}: it was changed, added to or taken from."));
        }

        if (_tree.DatedBefore(leaf.Number, content.Time.RecordedAt) is { } checkpoint)
        {
            flaws.Add("BackDated", content.Id.ToString(), new(
                $"{content.Name}: 記帳日時({TreeReplay.Text(content.Time.RecordedAt)})が、葉 {leaf.Number} より前のチェックポイント({TreeReplay.Text(checkpoint.At)})より古いです。",
                $"{content.Name}: it says that it was written down at {TreeReplay.Text(content.Time.RecordedAt)}, but the checkpoint of {TreeReplay.Text(checkpoint.At)} does not hold it: leaf {leaf.Number} was back-dated."));
        }
    }

    /// <inheritdoc cref="TreeReplay.Finish"/>
    public void Finish() => _tree.Finish();
}
