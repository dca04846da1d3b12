using System.Globalization;
using System.Text.Json;
using CeCommerce.Passports.Chain;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Passports.Export;

/// <summary>Something that is wrong with a history.</summary>
/// <param name="Sort">Its name, which never changes: <c>Altered</c>, <c>Dropped</c>, <c>Reordered</c>, <c>BackDated</c>, <c>Fork</c> …</param>
/// <param name="Subject">With what.</param>
internal sealed record HistoryFlaw(string Sort, string Subject, LocalText Message);

/// <summary>
/// Proves an exported history: each chain unbroken, each event in its leaf, the tree as it was signed. Fed in this order: the tree, passports, events,
/// disclosures. Knows neither database nor file.
/// </summary>
internal sealed class HistoryVerification
{
    /// <summary>Of each sort.</summary>
    private const int Most = 100;

    private readonly List<HistoryFlaw> _flaws = [];
    private readonly Dictionary<string, ExportPassport> _passports = new(StringComparer.Ordinal);
    private readonly List<byte[]> _leaves = [];
    private readonly HashSet<long> _told = [];
    private readonly Dictionary<string, JsonElement> _hidden = new(StringComparer.Ordinal);
    private readonly TreeReplay _tree;
    private readonly bool _isWhole;
    private (string? Passport, long Seq, string? Hash) _last;

    /// <param name="log">What came with the history.</param>
    /// <param name="kept">Checkpoints that somebody kept elsewhere.</param>
    /// <param name="isWhole">Whether every leaf should have its event.</param>
    public HistoryVerification(SignedLog log, IReadOnlyList<Checkpoint> kept, bool isWhole) => (_isWhole, _tree) = (isWhole, new(log, kept, Tree));

    public IReadOnlyList<HistoryFlaw> Flaws => _flaws;

    /// <summary>Events that no leaf holds yet: no flaw, but nothing proves when they were written.</summary>
    public long Unsealed { get; private set; }

    public void Leaf(byte[] hash)
    {
        _leaves.Add(hash);
        _tree.Add(hash);
    }

    public void Passport(ExportPassport passport) => _passports[passport.Passport] = passport;

    public void Event(ExportEvent one)
    {
        if (one.Passport != _last.Passport)
        {
            EndChain();
            _last = (one.Passport, 0, null);
        }

        var subject = Named(one);
        if (!_passports.ContainsKey(one.Passport))
        {
            Add("Altered", subject, new("履歴の一覧にない商品のものです。", "It belongs to a passport that the file does not list."));
        }

        CheckPlace(one, subject);
        CheckContent(one, subject);
        CheckLeaf(one, subject);
        _last = (one.Passport, Math.Max(one.Seq, _last.Seq), one.Hash);
    }

    /// <summary>Whether it is the value whose digest the event holds.</summary>
    public void Disclosure(ExportDisclosure shown)
    {
        if (!_hidden.TryGetValue(shown.Event, out var hidden) || !hidden.TryGetProperty(shown.Path, out var digest)
            || digest.GetString() != Base64UrlEncoder.Encode(EventContent.DigestOf(Base64UrlEncoder.DecodeBytes(shown.Salt), shown.Path, shown.Value.GetRawText())))
        {
            Add("Disclosure", $"{shown.Event} {shown.Path}", new("履歴にある要約値と合いません。", "It is not the value whose digest the event holds."));
        }
    }

    public void Finish()
    {
        EndChain();
        foreach (var missing in _passports.Values.Where(passport => passport.Seq > 0))
        {
            Add("Dropped", missing.Passport, new($"出来事が {missing.Seq} あるはずですが、一つもありません。", $"There should be {missing.Seq} events, and there is none."));
        }

        _tree.Finish();
        if (_isWhole)
        {
            for (var leaf = 0; leaf < _leaves.Count; leaf++)
            {
                if (!_told.Contains(leaf))
                {
                    Add("Dropped", $"leaf {leaf}", new("封印された出来事がありません。", "The event that was sealed in it is gone."));
                }
            }
        }
    }

    private void CheckPlace(ExportEvent one, string subject)
    {
        if (one.Seq <= _last.Seq)
        {
            Add("Reordered", subject, new($"{_last.Seq} の後に来ています。", $"It stands behind {_last.Seq}."));
        }
        else if (one.Seq > _last.Seq + 1)
        {
            Add("Dropped", subject, new($"その前の {_last.Seq + 1} がありません。", $"{_last.Seq + 1} before it is gone."));
        }
        else if (one.Prev != _last.Hash)
        {
            Add("Chain", subject, new("直前の出来事につながっていません。", "It does not follow the event before it."));
        }
    }

    private void CheckContent(ExportEvent one, string subject)
    {
        var prev = one.Prev is null ? null : FromHex(one.Prev);
        if (one.Event.ValueKind != JsonValueKind.Object || Member(one.Event, "passport") != one.Passport
            || Convert.ToHexStringLower(EventContent.HashOf(one.Event.GetRawText(), one.Seq, prev)) != one.Hash)
        {
            Add("Altered", subject, new("内容がハッシュ値と合いません。", "What it says is not what was hashed."));
        }

        if (one.Event.ValueKind == JsonValueKind.Object && Member(one.Event, "id") is { } id && one.Event.TryGetProperty("hidden", out var hidden))
        {
            _hidden[id] = hidden.Clone();
        }
    }

    private void CheckLeaf(ExportEvent one, string subject)
    {
        if (one.Leaf is not { } leaf)
        {
            Unsealed++;
            return;
        }

        if (leaf < 0 || leaf >= _leaves.Count || !_told.Add(leaf) || !MerkleTree.LeafHash(FromHex(one.Hash)).AsSpan().SequenceEqual(_leaves[(int)leaf]))
        {
            Add("Altered", subject, new($"封印された葉 {leaf} と違います。", $"It is not what was sealed in leaf {leaf}."));
        }

        if (!DateTimeOffset.TryParse(Member(one.Event, "recordedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var recorded))
        {
            Add("Altered", subject, new("記録日時がありません。", "It does not say when it was recorded."));
        }
        else if (_tree.DatedBefore(leaf, recorded) is { } checkpoint)
        {
            Add("BackDated", subject, new(
                $"記録日時({TreeReplay.Text(recorded)})が、それを含まないチェックポイント({TreeReplay.Text(checkpoint.At)})より古いです。",
                $"It says that it was recorded at {TreeReplay.Text(recorded)}, but the checkpoint of {TreeReplay.Text(checkpoint.At)} does not hold it."));
        }
    }

    /// <summary>A chain ends where its passport says.</summary>
    private void EndChain()
    {
        if (_last.Passport is { } id && _passports.Remove(id, out var passport) && (passport.Seq, passport.Hash) != (_last.Seq, _last.Hash))
        {
            Add(passport.Seq > _last.Seq ? "Dropped" : "Chain", id, new(
                $"{passport.Seq} で終わるはずの履歴が {_last.Seq} で終わっています。", $"Its history ends with {_last.Seq}, not with the head that its passport names, {passport.Seq}."));
        }
    }

    /// <summary>Where somebody kept another tree of the same log, there are two histories.</summary>
    private void Tree(string sort, string subject, LocalText message) =>
        Add(sort is "Root" or "Short" && subject.StartsWith("kept ", StringComparison.Ordinal) ? "Fork" : sort, subject, message);

    private void Add(string sort, string subject, LocalText message)
    {
        if (_flaws.Count(flaw => flaw.Sort == sort) < Most)
        {
            _flaws.Add(new(sort, subject, message));
        }
    }

    private static byte[] FromHex(string hex) => Sha256Digest.TryParse(hex, out var digest) ? digest.ToBytes() : [];

    private static string? Member(JsonElement content, string name) =>
        content.ValueKind == JsonValueKind.Object && content.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static string Named(ExportEvent one) => string.Create(CultureInfo.InvariantCulture, $"{one.Passport} {one.Seq}");
}
