namespace CeCommerce.Platform.Database.Embedded;

/// <summary>The machine has no PostgreSQL programs that an embedded cluster could run.</summary>
public sealed record PostgresMissing : UserError
{
    /// <summary>What an administrator types, word for word; <c>scripts/server</c> does it by itself.</summary>
    public const string Remedy = "apt-get install postgresql";

    public override string Code => "POSTGRES_MISSING";

    public override LocalText Message => new(
        $"PostgreSQL の実行ファイルが見つかりません。次を実行してください: {Remedy}（または CECOMMERCE_DATABASE に既存のデータベースを指定してください）",
        $"No PostgreSQL programs were found on this machine. Run: {Remedy} (or name an existing database in CECOMMERCE_DATABASE).");
}

/// <summary>The programs are there, but making, starting or reaching the cluster failed; the program's own words are kept.</summary>
public sealed record PostgresDidNotStart(string Step, string Reason) : UserError
{
    public override string Code => "POSTGRES_DID_NOT_START";

    public override LocalText Message => new(
        $"組み込み PostgreSQL を開始できませんでした（{Step}）: {Reason}",
        $"The embedded PostgreSQL did not start ({Step}): {Reason}");
}

/// <summary>The directory that CECOMMERCE_HOME names cannot be used.</summary>
public sealed record HomeUnusable(string Directory, string Reason) : UserError
{
    public override string Code => "HOME_UNUSABLE";

    public override LocalText Message => new(
        $"CECOMMERCE_HOME のディレクトリー {Directory} を使えません: {Reason}",
        $"The directory {Directory} (CECOMMERCE_HOME) cannot be used: {Reason}");
}
