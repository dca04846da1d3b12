namespace CeCommerce.Platform.Hosting;

/// <summary>The server cannot listen where it was told to.</summary>
public sealed record CannotListen(string Urls, string Reason) : UserError("--urls")
{
    public override string Code => "CANNOT_LISTEN";

    public override LocalText Message => new($"{Urls} で待ち受けできません: {Reason}", $"Cannot listen on {Urls}: {Reason}");
}

/// <summary>A database was named, but does not answer.</summary>
public sealed record DatabaseUnreachable(string Reason) : UserError("CECOMMERCE_DATABASE")
{
    public override string Code => "DATABASE_UNREACHABLE";

    public override LocalText Message => new($"データベースに接続できません: {Reason}", $"The database does not answer: {Reason}");
}

/// <summary>The server answers, but has no such database.</summary>
public sealed record DatabaseMissing(string Database) : UserError("CECOMMERCE_DATABASE")
{
    public override string Code => "DATABASE_MISSING";

    public override LocalText Message => new(
        $"データベース {Database} がありません。createdb などで空のデータベースを作成してから起動してください。",
        $"There is no database {Database}. Make an empty one (createdb), then start again.");
}

/// <summary>The database does not let the product bring it up to date.</summary>
public sealed record DatabaseRefused(string SqlState, string Reason) : UserError("CECOMMERCE_DATABASE")
{
    public override string Code => "DATABASE_REFUSED";

    public override LocalText Message => new(
        $"データベースを最新の状態にできません（{SqlState}: {Reason}）。CECOMMERCE_DATABASE のユーザーにスキーマを作成する権限があるか確認してください。",
        $"The database cannot be brought up to date ({SqlState}: {Reason}). The user in CECOMMERCE_DATABASE must be allowed to create schemas in it.");
}
