using System.CommandLine;
using CeCommerce.Platform.Proofs;

namespace CeCommerce.Platform.Commands;

/// <summary><c>proofs rotate</c>: a new key for checkpoints.</summary>
internal static class ProofsCommand
{
    public static Command Create(CommandRunner run)
    {
        var rotate = new Command("rotate", "Add a key to the file of the keys of proofs; it signs from the next checkpoint on, and the key before vouches for it.");
        rotate.SetAction((_, cancellationToken) => run(RotateAsync, cancellationToken));
        return new Command("proofs", "What proves that logs were only added to.") { rotate };
    }

    private static async Task<int> RotateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync(services.GetRequiredService<ProofKeyFile>().Rotate().AsMemory(), cancellationToken);
        return 0;
    }
}
