namespace CeCommerce.Platform.Files;

/// <summary>The file is larger than its area takes.</summary>
/// <param name="MostBytes">The largest that is taken, in bytes.</param>
public sealed record FileTooLarge(long MostBytes, params string[] At) : UserError(At)
{
    public override string Code => "FILE_TOO_LARGE";

    public override LocalText Message => new($"ファイルが大きすぎます（上限 {MostBytes} バイト）。", $"The file is too large; at most {MostBytes} bytes are taken.");
}

/// <summary>Files of this media type are not taken here.</summary>
/// <param name="Allowed">Those that are.</param>
public sealed record FileTypeRefused(IReadOnlyList<string> Allowed, params string[] At) : UserError(At)
{
    public override string Code => "FILE_TYPE_REFUSED";

    public override LocalText Message => new(
        $"この種類のファイルは受け付けていません（受け付ける種類: {string.Join("、", Allowed)}）。",
        $"Files of this type are not taken here; these are: {string.Join(", ", Allowed)}.");
}

/// <summary>The file is not in the store: it was deleted, or never put.</summary>
public sealed record FileGone(Sha256Digest Digest, params string[] At) : UserError(At)
{
    public override string Code => "FILE_GONE";

    public override LocalText Message => new($"ファイルがありません（SHA-256: {Digest}）。", $"The file is not there any more (SHA-256: {Digest}).");
}

/// <summary>What lies in the store is not what was put, so none of it is given out.</summary>
public sealed record FileDamaged(Sha256Digest Digest, params string[] At) : UserError(At)
{
    public override string Code => "FILE_DAMAGED";

    public override LocalText Message => new(
        $"保存されているファイルの内容が SHA-256（{Digest}）と一致しないため、提供できません。",
        $"What is stored no longer matches the file's SHA-256 ({Digest}), so it is not given out.");
}

/// <summary>Why the store cannot do its work.</summary>
public enum FileStoreTrouble
{
    /// <summary>No room is left.</summary>
    Full,

    /// <summary>It does not answer, or answers with failures.</summary>
    Unreachable,

    /// <summary>It does not let us, or has no such bucket.</summary>
    Denied,
}

/// <summary>The store cannot take or give files now. Nothing was kept.</summary>
public sealed record FileStoreUnavailable(FileStoreTrouble Trouble, params string[] At) : UserError(At)
{
    public override string Code => "FILE_STORE_UNAVAILABLE";

    public override LocalText Message => Trouble switch
    {
        FileStoreTrouble.Full => new("ファイルの保存先に空きがありません。管理者に連絡してください。", "The file store is full. Tell whoever runs this server."),
        FileStoreTrouble.Unreachable => new("ファイルの保存先が応答しません。しばらくしてからもう一度お試しください。", "The file store does not answer. Try again later."),
        FileStoreTrouble.Denied => new("ファイルの保存先に接続できません。管理者に連絡してください。", "The file store refuses this server. Tell whoever runs it."),
    };
}

/// <summary>The place that the settings name for files cannot be used.</summary>
public sealed record FileStoreUnusable(string Place, string Reason) : UserError
{
    public override string Code => "FILE_STORE_UNUSABLE";

    public override LocalText Message => new(
        $"ファイルの保存先 {Place} を使えません（{Reason}）。CECOMMERCE_FILES_… と権限を確認してください。",
        $"Files cannot be kept in {Place}: {Reason}. Check CECOMMERCE_FILES_… and what the account may do there.");
}
