namespace CeCommerce.Platform.Proofs;

/// <summary>The public keys of an installation in the order in which they came.</summary>
internal sealed class KeyRing(IReadOnlyList<ProofKey> keys)
{
    public IReadOnlyList<ProofKey> Keys => keys;

    public ProofKey? Find(string id) => keys.FirstOrDefault(key => key.Id == id);

    /// <summary>What is wrong with it, by key.</summary>
    public IEnumerable<(string KeyId, LocalText What)> Flaws()
    {
        ProofKey? before = null;
        foreach (var key in keys)
        {
            if (!key.IsItself())
            {
                yield return (key.Id, new("鍵の番号が公開鍵と合いません。", "The key is not the one that its id names."));
            }

            if (key.Before != before?.Id)
            {
                yield return (key.Id, new("直前の鍵に保証されていません。", "The key before it does not vouch for this one."));
            }
            else if (before is not null && !before.Verifies(key.Body, ProofKey.Decode(key.Vouching)))
            {
                yield return (key.Id, new("直前の鍵の署名が正しくありません。", "The signature of the key before it is wrong."));
            }

            before = key;
        }
    }
}
