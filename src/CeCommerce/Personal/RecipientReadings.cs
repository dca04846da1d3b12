using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;

namespace CeCommerce.Personal;

/// <summary>Which recipient, as it stood when, and why.</summary>
/// <param name="Version">Null: as it is now.</param>
internal readonly record struct WantedReading(RecipientId Id, int? Version, SupportCase? Support);

/// <summary>What many recipients of an operation say, each put on record once.</summary>
internal sealed class RecipientReadings(RecipientReader reader) : BatchLoader<WantedReading, RecipientReading>
{
    private Caller _caller = Caller.Anonymous;

    public IDataLoaderResult<RecipientReading> Load(WantedReading wanted, Caller caller)
    {
        _caller = caller;
        return Require(wanted);
    }

    protected override async Task<IReadOnlyDictionary<WantedReading, RecipientReading>> LoadAsync(IReadOnlyCollection<WantedReading> keys, CancellationToken cancellation)
    {
        var readings = new Dictionary<WantedReading, RecipientReading>();
        foreach (var alike in keys.GroupBy(key => key.Support))
        {
            foreach (var (id, reading) in await reader.ReadAsync([.. alike.Where(key => key.Version is null).Select(key => key.Id)], _caller, alike.Key, cancellation))
            {
                readings[new(id, null, alike.Key)] = reading;
            }

            List<RecipientVersionId> frozen = [.. alike.Where(key => key.Version is not null).Select(key => new RecipientVersionId(key.Id, key.Version.GetValueOrDefault()))];
            foreach (var (id, reading) in await reader.ReadAsync(frozen, _caller, alike.Key, cancellation))
            {
                readings[new(id.Recipient, id.Number, alike.Key)] = reading;
            }
        }

        return readings;
    }
}
