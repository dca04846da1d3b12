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

/// <summary>How a process that cannot do its work says so.</summary>
internal static class Refusals
{
    /// <summary>Exit code of a refusal; 1 is left to failures of the work itself.</summary>
    public const int ExitCode = 2;

    public static int Say(IUserError error)
    {
        Console.Error.WriteLine(error.Message.Ja);
        Console.Error.WriteLine(error.Message.En);
        return ExitCode;
    }
}
