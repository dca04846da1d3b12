using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using GraphQL.DataLoader;

namespace CeCommerce.Personal;

/// <summary>Which recipient, and why.</summary>
internal readonly record struct WantedReading(RecipientId Id, SupportCase? Support);

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
        foreach (var alike in keys.GroupBy(key => key.Support, key => key.Id))
        {
            foreach (var (id, reading) in await reader.ReadAsync([.. alike], _caller, alike.Key, cancellation))
            {
                readings[new(id, alike.Key)] = reading;
            }
        }

        return readings;
    }
}
