using CeCommerce.Platform.GraphQL;
using CeCommerce.Standards;

namespace CeCommerce.Listings.Oversight;

/// <summary>What went into stored verdicts, of many in four statements; leaves out those of which something is not on record.</summary>
internal sealed class InputsOfVerdicts(InputsAsOf inputs) : BatchLoader<StoredAssessment, ListingFacts>
{
    protected override async Task<IReadOnlyDictionary<StoredAssessment, ListingFacts>> LoadAsync(IReadOnlyCollection<StoredAssessment> keys, CancellationToken cancellation)
    {
        List<StoredAssessment> verdicts = [.. keys];
        var found = await inputs.OfAsync(verdicts, cancellation);
        return verdicts.Zip(found).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
    }
}
