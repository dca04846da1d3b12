using System.Globalization;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>Cases on the two sides of a day on which clauses come into force.</summary>
internal static class BothSides
{
    /// <summary>Of each clause the first case that it applies to: on <paramref name="day"/> it is judged the same, on the day before not at all.</summary>
    public static IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> Of(
        DateOnly day, IEnumerable<(string Clause, string Case, ListingFacts Listing, string Expected)> cases)
    {
        var name = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var one in cases.Where(one => one.Expected != RuleTests.NotApplicable).DistinctBy(one => one.Clause))
        {
            yield return (one.Clause, $"on {name}: {one.Case}", one.Listing with { Today = day }, one.Expected);
            yield return (one.Clause, $"on the day before {name}", one.Listing with { Today = day.AddDays(-1) }, RuleTests.NotApplicable);
        }
    }
}
