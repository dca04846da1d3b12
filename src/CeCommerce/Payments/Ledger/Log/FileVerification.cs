using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Payments.Ledger.Log;

/// <summary>Proves an exported log without a database: it adds up, is whole, and is what was sealed and signed.</summary>
internal sealed class FileVerification(IReadOnlyList<Checkpoint> kept)
{
    private readonly FlawList _flaws = new();
    private readonly List<ProofKey> _keys = [];
    private readonly List<Checkpoint> _checkpoints = [];
    private readonly Dictionary<Guid, bool> _movements = [];
    private readonly HashSet<Guid> _resolved = [];
    private readonly HashSet<(Cause, string)> _causes = [];
    private ExportHead? _head;
    private LogReplay? _replay;

    /// <summary>Throws <see cref="LedgerFileRefused"/>.</summary>
    public static async Task<IReadOnlyList<LedgerFlaw>> FlawsAsync(string path, IReadOnlyList<Checkpoint> kept, CancellationToken cancellationToken)
    {
        var (verification, number) = (new FileVerification(kept), 0L);
        await foreach (var line in ExportReader.ReadAsync(path, cancellationToken))
        {
            if (verification.Take(line) is { } wrong)
            {
                throw ExportReader.Refused(path, number + 1, wrong);
            }

            number++;
        }

        return verification._flaws.All;
    }

    /// <summary>The checkpoints that a file holds: notes, or an exported ledger with them.</summary>
    public static async Task<IReadOnlyList<Checkpoint>> KeptAsync(string path, CancellationToken cancellationToken)
    {
        const int Largest = 64 * 1024 * 1024;
        try
        {
            if (new FileInfo(path).Length <= Largest && Checkpoint.ReadAll(await File.ReadAllTextAsync(path, cancellationToken)) is { Clean: true, Found.Count: > 0 } notes)
            {
                return notes.Found;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExportReader.Refused(path, 0, new(e.Message, e.Message));
        }

        var found = new List<Checkpoint>();
        await foreach (var line in ExportReader.ReadAsync(path, cancellationToken))
        {
            if (line.Leaf is not null || line.End is not null)
            {
                break;
            }

            found.AddRange(line.Checkpoint is { } note && Checkpoint.Read(note) is { } read ? [read] : []);
        }

        return found is [] ? throw ExportReader.Refused(path, 0, new("チェックポイントがありません", "there is no checkpoint in it")) : found;
    }

    /// <summary>What is wrong with the form of the line; null when nothing is.</summary>
    private LocalText? Take(ExportLine line)
    {
        var inOrder = line switch
        {
            { Ledger: { } head } => _head is null && Begin(head),
            { Key: { } key } => _head is not null && _checkpoints.Count == 0 && _replay is null && Add(key),
            { Checkpoint: { } note } => _head is not null && _replay is null && Add(note),
            { Leaf: { } leaf } => _head is not null && Add(leaf),
            { End: { } end } => _head is not null && Finish(end),
            _ => false,
        };
        return inOrder ? null : new("書き出された台帳の、この位置の行として読めません", "the line is wrong, or not in its place");
    }

    private bool Begin(ExportHead head)
    {
        _head = head;
        return head.Format == 1;
    }

    private bool Add(ProofKey key)
    {
        _keys.Add(key);
        return ProofKey.IsId(key.Id);
    }

    private bool Add(string note)
    {
        if (Checkpoint.Read(note) is { } read)
        {
            _checkpoints.Add(read);
            return true;
        }

        return false;
    }

    private bool Add(ExportLeaf leaf)
    {
        var hash = new byte[leaf.Hash.Length];
        if (!Convert.TryFromBase64String(leaf.Hash, hash, out var length) || length != 32 || (leaf.Movement is not null && leaf.Resolution is not null))
        {
            return false;
        }

        var replay = Replay();
        if (leaf.Number != replay.Size)
        {
            _flaws.Add("Gap", $"leaf {leaf.Number}", new($"葉 {replay.Size} があるはずの位置です。", $"It stands where leaf {replay.Size} should."));
        }

        replay.Add(hash[..32]);
        switch (leaf.Content)
        {
            case LoggedMovement movement:
                replay.Compare(movement, new(leaf.Number, hash[..32]));
                Check(movement);
                break;
            case LoggedResolution resolution:
                replay.Compare(resolution, new(leaf.Number, hash[..32]));
                Check(resolution);
                break;
            default:
                _flaws.Add("Dropped", $"leaf {leaf.Number}", new("封印された記帳が帳簿にありません。", "What was sealed in it is gone from the books."));
                break;
        }

        return true;
    }

    private void Check(LoggedMovement movement)
    {
        foreach (var currency in movement.Entries.GroupBy(entry => entry.Account.Currency))
        {
            var sum = currency.Aggregate((Int128)0, (sum, entry) => sum + entry.Amount);
            if (sum != 0)
            {
                _flaws.Add("Unbalanced", movement.Id.ToString(), new($"{movement.Name}: 合計が0ではありません({currency.Key} {sum})。", $"{movement.Name}: its entries add up to {sum} {currency.Key} instead of 0."));
            }
        }

        if (movement.Entries.Count == 0)
        {
            _flaws.Add("Empty", movement.Id.ToString(), new($"{movement.Name}: 明細がありません。", $"{movement.Name}: it has no entries."));
        }

        if (!_movements.TryAdd(movement.Id, movement.TimesOutAt is not null) | !_causes.Add((movement.Cause, movement.Kind)))
        {
            _flaws.Add("Twice", movement.Id.ToString(), new($"{movement.Name}: 二度記帳されています。", $"{movement.Name}: it is in the books twice."));
        }
    }

    /// <summary>A posting in its place may be sealed a moment later, but is looked for at the end only by the books themselves.</summary>
    private void Check(LoggedResolution resolution)
    {
        if (!_resolved.Add(resolution.Id) || !_movements.TryGetValue(resolution.Id, out var pending) || !pending)
        {
            _flaws.Add("Resolution", resolution.Id.ToString(), new($"{resolution.Name}: 未確定の記帳を一度だけ終えるものではありません。", $"{resolution.Name}: it does not end a pending movement, once."));
        }
    }

    private bool Finish(ExportEnd end)
    {
        var replay = Replay();
        replay.Finish();
        if (end.Leaves != replay.Size)
        {
            _flaws.Add("End", "end", new($"葉が {end.Leaves} あるはずですが、{replay.Size} です。", $"There are {replay.Size} leaves, and there should be {end.Leaves}."));
        }

        return true;
    }

    private LogReplay Replay() => _replay ??= new(new(_head!.Origin, new(_keys), _checkpoints), kept, _flaws);
}
