using System.CommandLine;

namespace CeCommerce.Platform.Commands;

/// <summary><c>migrate</c>: bring the database up to date and stop, for deployments that migrate before they serve.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandRunner run)
    {
        var command = new Command("migrate", "Bring the database up to date, then stop.");
        command.SetAction((_, cancellationToken) => run(SayDoneAsync, cancellationToken));
        return command;
    }

    // Every command migrates before its work; this one has no other work.
    private static async Task<int> SayDoneAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync("The database is up to date.".AsMemory(), cancellationToken);
        return 0;
    }
}
