using System.CommandLine;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary><c>keys</c>: a new master key, wrapping everything under the newest, and moving all of it to another store.</summary>
internal static class KeysCommand
{
    private const string Folder = "folder";

    public static Command Create(CommandRunner run)
    {
        var make = new Command("make", "Print a new master key, to be added to the file of master keys as its last line.");
        make.SetAction((_, cancellationToken) => Console.Out.WriteAsync(MasterKeys.MakeLine(TimeProvider.System.GetUtcNow()).AsMemory(), cancellationToken));
        var rotate = new Command("rotate", "Wrap the keys of all persons under the newest master key; broken off, it goes on where it was.");
        rotate.SetAction((_, cancellationToken) => run(RotateAsync, cancellationToken));
        return new Command("keys", "The keys of personal data.") { make, rotate, Move(run) };
    }

    private static Command Move(CommandRunner run)
    {
        var to = new Option<string?>("--to") { Description = $"'{Folder}' for the folder of this home, or the address of a database; its password is better given in PGPASSWORD." };
        var cancel = new Option<bool>("--cancel") { Description = "Stay: open the present store again after a move that was broken off." };
        var move = new Command("move", "Move the keys of all persons from the present store to another; broken off, it goes on where it was.") { to, cancel };
        move.Validators.Add(given =>
        {
            if (given.GetValue(to) is null != given.GetValue(cancel))
            {
                given.AddError("--to または --cancel の一方を指定してください。 / Give either --to or --cancel.");
            }
        });
        move.SetAction((parsed, cancellationToken) => run((services, stop) => MoveAsync(services, parsed.GetValue(to), stop), cancellationToken));
        return move;
    }

    private static Task<int> RotateAsync(IServiceProvider services, CancellationToken cancellationToken) => SayAsync(
        services,
        async () => $"{await services.GetRequiredService<PersonKeys>().RotateAsync(cancellationToken)} key(s) wrapped anew.");

    private static async Task<int> MoveAsync(IServiceProvider services, string? to, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<PersonalSettings>();
        if (!DatabaseAddress.Read(to is Folder ? null : to, "--to").Try(out var address, out var unreadable))
        {
            return Refusals.Say(unreadable);
        }

        return await SayAsync(services, async () =>
        {
            var moving = services.GetRequiredService<KeyMoving>();
            await using var from = new Opened(settings, settings.KeysDatabase);
            await using var other = new Opened(settings, address.ConnectionString);
            var moved = to is null ? await moving.StayAsync(from.Store, cancellationToken) : await moving.MoveAsync(from.Store, await other.AnswersAsync(cancellationToken), cancellationToken);
            return moved.Try(out var text, out var refused) ? $"{text.Ja}\n{text.En}" : throw new StartRefused(refused);
        });
    }

    private static async Task<int> SayAsync(IServiceProvider services, Func<Task<string>> work)
    {
        try
        {
            await Console.Out.WriteLineAsync(await work());
            return 0;
        }
        catch (KeyStoreFailure failure)
        {
            return Refusals.Say(failure.InnerException is StartRefused refused ? refused.Error : new KeyStoreUnusable(services.GetRequiredService<IKeyStore>().Place, failure.Message));
        }
    }

    /// <summary>A store for moving; null is the folder.</summary>
    private sealed class Opened(PersonalSettings settings, string? database) : IAsyncDisposable
    {
        public IMovableKeyStore Store { get; } = database is null ? new FolderKeyStore(settings.KeyFolder, moving: true) : new PostgresKeyStore(database, moving: true);

        public async Task<IMovableKeyStore> AnswersAsync(CancellationToken cancellationToken)
        {
            try
            {
                await Store.IdentityAsync(cancellationToken);
                return Store;
            }
            catch (KeyStoreFailure failure)
            {
                throw new StartRefused(new KeyStoreUnusable(Store.Place, failure.Message));
            }
        }

        public ValueTask DisposeAsync() => (Store as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
