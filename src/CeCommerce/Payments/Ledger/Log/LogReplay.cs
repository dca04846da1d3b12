using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>What is signed about a log.</summary>
/// <param name="Origin">Its name in the world; null before the first checkpoint.</param>
/// <param name="Ring">Who may sign.</param>
/// <param name="Checkpoints">What they signed, in order.</param>
internal sealed record SignedLog(string? Origin, KeyRing Ring, IReadOnlyList<Checkpoint> Checkpoints);

/// <summary>
/// Builds the tree anew, leaf by leaf, and holds it against checkpoints: those that came with the log, and those that somebody kept. Knows neither database
/// nor file.
/// </summary>
internal sealed class LogReplay
{
    /// <summary>So long a transaction may take from the time that it writes down to its leaf.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Checkpoint[] _own;
    private readonly (string Subject, Checkpoint Of)[] _due;
    private readonly MerkleFrontier _tree = new();
    private readonly FlawList _flaws;
    private int _next;

    /// <param name="log">What came with the leaves.</param>
    /// <param name="kept">Checkpoints that somebody kept elsewhere.</param>
    /// <param name="flaws">Takes what is wrong.</param>
    public LogReplay(SignedLog log, IReadOnlyList<Checkpoint> kept, FlawList flaws)
    {
        (_own, _flaws) = ([.. log.Checkpoints], flaws);
        var own = log.Checkpoints;
        foreach (var (keyId, what) in log.Ring.Flaws())
        {
            flaws.Add("Key", $"key {keyId}", what);
        }

        for (var i = 1; i < own.Count; i++)
        {
            if (own[i].Size < own[i - 1].Size || own[i].At < own[i - 1].At)
            {
                flaws.Add("Order", Named(own[i]), new("前のチェックポイントより小さいか古いものです。", "It is smaller or older than the one before it."));
            }
        }

        List<(string Subject, Checkpoint Of)> all = [.. own.Select(checkpoint => (Named(checkpoint), checkpoint)), .. kept.Select(checkpoint => ($"kept {Named(checkpoint)}", checkpoint))];
        foreach (var (subject, checkpoint) in all)
        {
            CheckSignature(subject, checkpoint, log);
        }

        _due = [.. all.Where(one => one.Of.Origin == log.Origin).OrderBy(one => one.Of.Size)];
        Reach();
    }

    /// <summary>Leaves so far.</summary>
    public long Size => _tree.Size;

    public void Add(byte[] leaf)
    {
        _tree.Add(leaf);
        Reach();
    }

    /// <summary>Compares what stands in the books with its leaf.</summary>
    public void Compare(Logged content, Leaf leaf)
    {
        if (!MerkleTree.LeafHash(content.ToBytes()).AsSpan().SequenceEqual(leaf.Hash))
        {
            _flaws.Add("Altered", content.Id.ToString(), new(
                $"{content.Name}: 帳簿の内容が、封印された葉 {leaf.Number} と違います。", $"{content.Name}: what the books say is not what was sealed in leaf {leaf.Number}: it was changed, added to or taken from."));
        }

        if (Before(leaf.Number) is { } checkpoint && content.Time.RecordedAt < checkpoint.At - Patience)
        {
            _flaws.Add("BackDated", content.Id.ToString(), new(
                $"{content.Name}: 記帳日時({Text(content.Time.RecordedAt)})が、葉 {leaf.Number} より前のチェックポイント({Text(checkpoint.At)})より古いです。",
                $"{content.Name}: it says that it was written down at {Text(content.Time.RecordedAt)}, but the checkpoint of {Text(checkpoint.At)} does not hold it: leaf {leaf.Number} was back-dated."));
        }
    }

    /// <summary>All leaves were added: a checkpoint of more of them knew some that are gone.</summary>
    public void Finish()
    {
        foreach (var (subject, checkpoint) in _due[_next..])
        {
            _flaws.Add("Short", subject, new(
                $"チェックポイントには葉が {checkpoint.Size} ありましたが、{Size} しかありません。", $"It was signed over {checkpoint.Size} leaves, and there are only {Size}: some were dropped."));
        }
    }

    /// <summary>The last checkpoint that does not hold that leaf.</summary>
    private Checkpoint? Before(long leaf)
    {
        var (low, high) = (0, _own.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _own[middle].Size <= leaf ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : _own[low - 1];
    }

    private void Reach()
    {
        for (; _next < _due.Length && _due[_next].Of.Size <= Size; _next++)
        {
            if (Sha256Digest.From(_tree.Root()) != _due[_next].Of.Root)
            {
                _flaws.Add("Root", _due[_next].Subject, new(
                    $"葉 {Size} までの木が、署名されたものと違います。封印後に書き換え、追加または削除されています。",
                    $"The tree over the first {Size} leaves is not the one that was signed: leaves were changed, inserted or dropped after they were sealed."));
            }
        }
    }

    private void CheckSignature(string subject, Checkpoint checkpoint, SignedLog log)
    {
        if (checkpoint.Origin != log.Origin)
        {
            _flaws.Add("Origin", subject, new("別の台帳のチェックポイントです。", "It is a checkpoint of another log."));
        }
        else if (log.Ring.Find(checkpoint.KeyId) is not { } key)
        {
            _flaws.Add("Key", subject, new($"署名した鍵 {checkpoint.KeyId} が鍵束にありません。", $"The key that signed it, {checkpoint.KeyId}, is not in the ring."));
        }
        else if (!checkpoint.IsSignedBy(key))
        {
            _flaws.Add("Signature", subject, new("署名が正しくありません。", "Its signature is wrong."));
        }
    }

    private static string Named(Checkpoint checkpoint) => string.Create(CultureInfo.InvariantCulture, $"checkpoint {Text(checkpoint.At)} ({checkpoint.Size})");

    private static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
