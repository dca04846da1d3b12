using System.CommandLine;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary><c>keys</c>: a new master key, and wrapping everything under the newest.</summary>
internal static class KeysCommand
{
    public static Command Create(CommandRunner run)
    {
        var make = new Command("make", "Print a new master key, to be added to the file of master keys as its last line.");
        make.SetAction((_, cancellationToken) => Console.Out.WriteAsync(MasterKeys.MakeLine(TimeProvider.System.GetUtcNow()).AsMemory(), cancellationToken));
        var rotate = new Command("rotate", "Wrap the keys of all persons under the newest master key; broken off, it goes on where it was.");
        rotate.SetAction((_, cancellationToken) => run(RotateAsync, cancellationToken));
        return new Command("keys", "The master keys of personal data.") { make, rotate };
    }

    private static async Task<int> RotateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var rotated = await services.GetRequiredService<PersonKeys>().RotateAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"{rotated} key(s) wrapped anew.".AsMemory(), cancellationToken);
            return 0;
        }
        catch (KeyStoreFailure failure)
        {
            return Refusals.Say(failure.InnerException is StartRefused refused ? refused.Error : new KeyStoreUnusable(services.GetRequiredService<IKeyStore>().Place, failure.Message));
        }
    }
}
