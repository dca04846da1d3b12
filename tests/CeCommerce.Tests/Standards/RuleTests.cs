using CeCommerce.Standards;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>The clauses met, broken, unanswered and not applicable, and on both sides of their dates; the conformance matrix names these rows.</summary>
public sealed class RuleTests
{
    internal const string NotApplicable = "not applicable";

    internal static readonly (string Clause, string Case, ListingFacts Listing, string Expected)[] Cases =
    [
        .. OfferCases.All,
        .. SafetyCases.All,
        .. PhoneAndClothesCases.All,
        .. OperatorCases.All,
        .. LeaseCases.All,
    ];

    public static TheoryData<string, string> CaseNames => [.. Cases.Select(one => (one.Clause, one.Case))];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_clause_answers_as_the_case_says(string clause, string name)
    {
        var (_, _, listing, expected) = Cases.Single(one => one.Clause == clause && one.Case == name);
        Assert.Equal(expected, VerdictOf(StandardsEngine.Current.Assess(listing), clause));
    }

    [Theory]
    [InlineData("air_conditioner")]
    [InlineData("smartphone")]
    [InlineData("coat")]
    [InlineData("power_bank")]
    public void The_samples_meet_every_rule_when_sold_and_when_lent(string category)
    {
        var sale = new[] { AirConditioner, Smartphone, Coat, PowerBank }.Single(one => one.Category == category);
        Assert.Equal(AssessmentVerdict.Pass, StandardsEngine.Current.Assess(sale).Verdict);
        Assert.Equal(AssessmentVerdict.Pass, StandardsEngine.Current.Assess(sale.Shared()).Verdict);
    }

    internal static string VerdictOf(Assessment assessment, string clause) =>
        assessment.Findings.Where(finding => finding.Rule.ToString() == clause).Select(finding => finding.Verdict.ToString()).SingleOrDefault() ?? NotApplicable;
}
