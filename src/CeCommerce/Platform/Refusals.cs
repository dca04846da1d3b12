namespace CeCommerce.Platform;

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
