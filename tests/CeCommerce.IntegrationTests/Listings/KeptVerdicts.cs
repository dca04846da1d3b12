using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Editions;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Listings;

/// <summary>What must hold of every verdict that is stored.</summary>
internal static class KeptVerdicts
{
    /// <summary>The facts that were on record at its moment have its digest, and the edition that gave it gives it again.</summary>
    public static async Task AreGivenAgainAsync(IServiceProvider services, IReadOnlyList<StoredAssessment> verdicts)
    {
        var inputs = await services.GetRequiredService<InputsAsOf>().OfAsync(verdicts, TestContext.Current.CancellationToken);
        foreach (var (verdict, facts) in verdicts.Zip(inputs))
        {
            Assert.NotNull(facts);
            Assert.Equal(verdict.InputsDigest, StoredAssessment.DigestOf(facts));
            var edition = await services.GetRequiredService<RuleEditions>().FindAsync(verdict.PackVersion, TestContext.Current.CancellationToken);
            var again = Compliance.Of(new StandardsEngine(edition!).Assess(facts)).WaivedAs(verdict.Result, Tokyo.DayOf(verdict.At));
            Assert.True((again with { GraceUntil = verdict.Result.GraceUntil }).SaysTheSameAs(verdict.Result), JsonColumn.Write(again));
        }
    }
}
