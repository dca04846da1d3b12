using CeCommerce.Platform;

namespace CeCommerce.Personal.Keys;

/// <summary>Why the keys of personal data cannot be used.</summary>
public enum KeyTrouble
{
    /// <summary>The key store does not answer.</summary>
    Unreachable,

    /// <summary>It does not let the server, or is not the one that belongs to this database.</summary>
    Denied,

    /// <summary>The person's key, or the master key that wrapped it, is not there.</summary>
    Missing,
}

/// <summary>Personal data can be neither kept nor erased at the moment, since its keys cannot be used.</summary>
/// <param name="Trouble">Why.</param>
public sealed record PersonalKeysUnavailable(KeyTrouble Trouble, params string[] At) : UserError(At)
{
    public override string Code => "PERSONAL_KEYS_UNAVAILABLE";

    public override LocalText Message => Trouble == KeyTrouble.Unreachable
        ? new("個人情報の鍵の保管先が応答しません。しばらくしてから、同じ冪等キーでもう一度お試しください。", "The store of the keys of personal data does not answer. Send the same again in a while, with the same idempotency key.")
        : new("個人情報の鍵を使えません。管理者に連絡してください。", "The keys of personal data cannot be used. Tell whoever runs this server.");
}

/// <summary>The place that the settings name for the keys of personal data cannot be used.</summary>
public sealed record KeyStoreUnusable(string Place, string Reason) : UserError("CECOMMERCE_KEYS_DATABASE")
{
    public override string Code => "KEY_STORE_UNUSABLE";

    public override LocalText Message => new(
        $"個人情報の鍵の保管先 {Place} を使えません（{Reason}）。CECOMMERCE_KEYS_DATABASE と権限を確認してください。製品のデータベースとは別のデータベースが必要です。",
        $"The keys of personal data cannot be kept in {Place}: {Reason}. Check CECOMMERCE_KEYS_DATABASE, which must be another database than the product's, and what its user may do there.");
}

/// <summary>The database was filled beside another store of keys; beside this one nobody's personal data could be read.</summary>
public sealed record KeyStoreForeign(string Place) : UserError("CECOMMERCE_KEYS_DATABASE")
{
    public override string Code => "KEY_STORE_FOREIGN";

    public override LocalText Message => new(
        $"個人情報の鍵の保管先 {Place} は、このデータベースのものではありません。すべてのサーバーで同じ CECOMMERCE_KEYS_DATABASE、または元の CECOMMERCE_HOME/personal-keys を使ってください。",
        $"The keys in {Place} are not those of this database. All servers need the same CECOMMERCE_KEYS_DATABASE, or the CECOMMERCE_HOME/personal-keys that was there before.");
}

/// <summary>The file of master keys cannot be read, or holds none.</summary>
public sealed record MasterKeysUnusable(string File, string Reason) : UserError("CECOMMERCE_MASTER_KEYS")
{
    public override string Code => "MASTER_KEYS_UNUSABLE";

    public override LocalText Message => new(
        $"マスターキーのファイル {File} を使えません。1行に「ID 半角スペース 32バイトの base64」が必要です。({Reason})",
        $"The file of master keys {File} cannot be used: each line holds an id, a space and 32 bytes in base64. {Reason}");
}

/// <summary>The keys were not moved to another store, and all of them are where they were.</summary>
/// <param name="Reason">Why, and what to do.</param>
public sealed record KeysNotMoved(LocalText Reason) : UserError("--to")
{
    public override string Code => "KEYS_NOT_MOVED";

    public override LocalText Message => Reason;

    internal static KeysNotMoved Busy { get; } = new(new LocalText("別のプロセスが鍵を移動しています。", "Another process is moving the keys."));

    internal static KeysNotMoved Same(string place) => new(new LocalText(
        $"{place} は現在の保管先と同じです(またはその写しです)。--to には別の空の保管先を指定してください。",
        $"{place} is the store that the keys lie in, or a copy of it. Name another, empty one with --to."));

    internal static KeysNotMoved Occupied(string place, int keys) => new(new LocalText(
        $"{place} には、現在の保管先にない鍵が {keys} 件あります。空の保管先を指定してください。",
        $"In {place} lie {keys} key(s) that the present store does not know. Name an empty store."));

    internal static KeysNotMoved Differing(string place, int keys) => new(new LocalText(
        $"鍵 {keys} 件が {place} で一致しません。保管先は切り替えていません。もう一度実行するか、--cancel で元の保管先の利用を再開してください。",
        $"{keys} key(s) are not in {place} as they should be, and nothing was switched. Run it again, or open the present store again with --cancel."));

    internal static KeysNotMoved Left(string place, int keys) => new(new LocalText(
        $"{place} の鍵 {keys} 件は新しい保管先に見つからないため、削除していません。", $"{keys} key(s) stay in {place}, since they are not found in the new store."));
}
