using System.Globalization;

namespace CeCommerce.Platform.Proofs;

/// <summary>What is signed about a log.</summary>
/// <param name="Origin">Its name in the world; null before the first checkpoint.</param>
/// <param name="Ring">Who may sign.</param>
/// <param name="Checkpoints">What they signed, in order.</param>
internal sealed record SignedLog(string? Origin, KeyRing Ring, IReadOnlyList<Checkpoint> Checkpoints);

/// <summary>Takes what is wrong.</summary>
/// <param name="sort">Which kind of flaw.</param>
/// <param name="subject">With what.</param>
/// <param name="message">In words.</param>
internal delegate void NameFlaw(string sort, string subject, LocalText message);

/// <summary>
/// Builds the tree anew, leaf by leaf, and holds it against checkpoints: those that came with the log, and those that somebody kept. Knows neither database
/// nor file.
/// </summary>
internal sealed class TreeReplay
{
    /// <summary>So long a transaction may take from the time that it writes down to its leaf.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Checkpoint[] _own;
    private readonly (string Subject, Checkpoint Of)[] _due;
    private readonly MerkleFrontier _tree = new();
    private readonly NameFlaw _flaws;
    private int _next;

    /// <param name="log">What came with the leaves.</param>
    /// <param name="kept">Checkpoints that somebody kept elsewhere.</param>
    /// <param name="flaws">Takes what is wrong.</param>
    public TreeReplay(SignedLog log, IReadOnlyList<Checkpoint> kept, NameFlaw flaws)
    {
        (_own, _flaws) = ([.. log.Checkpoints], flaws);
        var own = log.Checkpoints;
        foreach (var (keyId, what) in log.Ring.Flaws())
        {
            flaws("Key", $"key {keyId}", what);
        }

        for (var i = 1; i < own.Count; i++)
        {
            if (own[i].Size < own[i - 1].Size || own[i].At < own[i - 1].At)
            {
                flaws("Order", Named(own[i]), new("前のチェックポイントより小さいか古いものです。", "It is smaller or older than the one before it."));
            }
        }

        // A witness keeps the notes of all logs in one file; a file with none of this log is another's.
        kept = kept.Any(checkpoint => checkpoint.Origin == log.Origin) ? [.. kept.Where(checkpoint => checkpoint.Origin == log.Origin)] : kept;
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

    /// <summary>The last checkpoint that does not hold the leaf, when what stands in it says that it was written down before.</summary>
    public Checkpoint? DatedBefore(long leaf, DateTimeOffset recordedAt) => Before(leaf) is { } checkpoint && recordedAt < checkpoint.At - Patience ? checkpoint : null;

    /// <summary>All leaves were added: a checkpoint of more of them knew some that are gone.</summary>
    public void Finish()
    {
        foreach (var (subject, checkpoint) in _due[_next..])
        {
            _flaws("Short", subject, new(
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
                _flaws("Root", _due[_next].Subject, new(
                    $"葉 {Size} までの木が、署名されたものと違います。封印後に書き換え、追加または削除されています。",
                    $"The tree over the first {Size} leaves is not the one that was signed: leaves were changed, inserted or dropped after they were sealed."));
            }
        }
    }

    private void CheckSignature(string subject, Checkpoint checkpoint, SignedLog log)
    {
        if (checkpoint.Origin != log.Origin)
        {
            _flaws("Origin", subject, new("別のログのチェックポイントです。", "It is a checkpoint of another log."));
        }
        else if (log.Ring.Find(checkpoint.KeyId) is not { } key)
        {
            _flaws("Key", subject, new($"署名した鍵 {checkpoint.KeyId} が鍵束にありません。", $"The key that signed it, {checkpoint.KeyId}, is not in the ring."));
        }
        else if (!checkpoint.IsSignedBy(key))
        {
            _flaws("Signature", subject, new("署名が正しくありません。", "Its signature is wrong."));
        }
    }

    private static string Named(Checkpoint checkpoint) => string.Create(CultureInfo.InvariantCulture, $"checkpoint {Text(checkpoint.At)} ({checkpoint.Size})");

    /// <summary>For people, in whole seconds.</summary>
    public static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
