using System.CommandLine;

namespace CeCommerce.Platform.Commands;

/// <summary><c>seed</c>: put the demo data in place and stop. In development every start does that; elsewhere it is refused.</summary>
internal static class SeedCommand
{
    public static Command Create(CommandRunner run)
    {
        var command = new Command("seed", "Put the demo operators, partner apps and listings in place, then stop (development only).");
        command.SetAction((_, cancellationToken) => run(SayDoneAsync, cancellationToken));
        return command;
    }

    // The demo data are steps that run before any command's work.
    private static async Task<int> SayDoneAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!services.GetRequiredService<Settings>().IsDevelopment)
        {
            await Console.Error.WriteLineAsync("Demo data are for development only: set ASPNETCORE_ENVIRONMENT=Development.".AsMemory(), cancellationToken);
            return 2;
        }

        await Console.Out.WriteLineAsync("The demo data are in place.".AsMemory(), cancellationToken);
        return 0;
    }
}
