using CeCommerce.Listings;
using CeCommerce.Listings.Shelf;
using CeCommerce.Operators;
using CeCommerce.Standards;
using CeCommerce.Tests.Standards;

namespace CeCommerce.Tests.Listings;

/// <summary>What an edition would change, added up.</summary>
public sealed class ImpactCountTests
{
    [Fact]
    public void An_impact_says_when_more_changes_than_it_shows()
    {
        var (now, then) = (Judged(SampleListings.AirConditioner), Judged(SampleListings.AirConditioner.Without(FactCode.PseMark, FactCode.ManufactureYear)));
        var count = new ImpactCount();
        count.Add((default, Operator.Register(default, "shop", OperatorProfile.Empty, DateTimeOffset.UnixEpoch)), now, then);
        var all = count.Total(most: 50, next: null);
        Assert.True(all is { Clauses.Count: > 1, IsTruncated: false });
        Assert.False(count.Total(all.Clauses.Count, next: null).IsTruncated);
        Assert.True(count.Total(all.Clauses.Count - 1, next: null) is { IsTruncated: true } some && some.Clauses.Count == all.Clauses.Count - 1);
    }

    private static Compliance Judged(ListingFacts facts) => Compliance.Of(StandardsEngine.Current.Assess(facts));
}
