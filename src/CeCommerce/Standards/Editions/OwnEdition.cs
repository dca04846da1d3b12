using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Standards.Packs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CeCommerce.Standards.Editions;

/// <summary>Stores the packs that come with the product, and activates them where nothing was activated before; never later.</summary>
internal sealed partial class OwnEdition(CommerceDatabase database, TimeProvider clock, ILogger<OwnEdition> logger)
{
    /// <summary>Then takes the edition in use, which may be another one, into use on this server.</summary>
    /// <exception cref="StartRefused">This version of the product cannot judge by the edition in use.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
        if (stored.Count == 0 || RuleEdition.Current.Packs.Any(pack => stored.GetValueOrDefault((pack.Code, pack.Version)) != pack.Digest))
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OwnEdition>().StoreAsync(stored, cancellationToken);
        }

        await services.GetRequiredService<ActiveEdition>().StartAsync(cancellationToken);
    }

    /// <summary>Digests by code and version: one cheap statement at a start that has nothing to store.</summary>
    private static async Task<Dictionary<(string Code, string Version), string>> StoredAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT code, version, encode(digest, 'hex') FROM standards.packs");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new Dictionary<(string, string), string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stored.Add((reader.GetString(0), reader.GetString(1)), reader.GetString(2));
        }

        return stored;
    }

    private async Task StoreAsync(Dictionary<(string Code, string Version), string> stored, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var pack in RuleEdition.Current.Packs)
        {
            if (!stored.TryGetValue((pack.Code, pack.Version), out var digest))
            {
                database.Add(StoredPack.Of(pack.Code, pack.Version, OwnPacks.TextOf(pack), Caller.System.Name, now));
            }
            else if (digest != pack.Digest)
            {
                OtherContent(logger, pack.Code, pack.Version);
            }
        }

        if (!await database.Set<ActivatedEdition>().AnyAsync(cancellationToken))
        {
            var first = First(now);
            database.Add(first);
            database.Tell(StandardsEvents.Of(first));
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static ActivatedEdition First(DateTimeOffset now) => new()
    {
        Number = 1,
        Id = TypedId.New<RuleEditionId>(now),
        Version = RuleEdition.Current.Version,
        Packs = RuleEdition.Current.Packs.ToDictionary(pack => pack.Code, pack => pack.Version, StringComparer.Ordinal),
        ActivatedAt = now,
        ActivatedBy = Caller.System.Name,
        GraceDays = 0,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The product's pack {Code} {Version} says something else than the stored one, which stays in use. A changed pack needs another version.")]
    private static partial void OtherContent(ILogger logger, string code, string version);
}
