using System.CommandLine;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Platform.Commands;

/// <summary><c>migrate</c>: bring the database up to date and stop, for deployments that migrate before they serve.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("migrate", "Bring the database up to date, then stop.");
        command.SetAction((_, cancellationToken) => host.RunAsync(SayDoneAsync, cancellationToken));
        return command;
    }

    // Every command migrates before its work; this one has no other work.
    private static async Task<int> SayDoneAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync("The database is up to date.".AsMemory(), cancellationToken);
        return 0;
    }
}
