using CeCommerce.Listings.Oversight;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Limits;
using CeCommerce.Standards;
using GraphQL;
using GraphQL.DataLoader;

namespace CeCommerce.Listings;

/// <summary>How an operator's listings on the shelf stand with the rules, by the verdicts that were last given.</summary>
/// <param name="Verdicts">How many listings on the shelf have which verdict; those that no listing has are left out.</param>
/// <param name="OpenFindings">What is not met, by clause, what weighs most and concerns most listings first; at most 500.</param>
/// <param name="Waivers">The waivers in force today, those that end first before the others; at most 100.</param>
internal sealed record OperatorCompliance(IReadOnlyList<VerdictCount> Verdicts, IReadOnlyList<OpenFinding> OpenFindings, IReadOnlyList<Waiver> Waivers)
{
    private const int Price = 10;

    internal OperatorId Operator { get; init; }

    /// <summary>What ends on a day unless somebody does something before: graces, waivers, permits, notices and looks for recalls; next first, at most 100.</summary>
    [Cost(Price)]
    public IDataLoaderResult<IReadOnlyList<ComplianceDeadline>> Deadlines([FromServices] DeadlinesOfOperators deadlines) => deadlines.Require(Operator);

    /// <summary>How the listings stood at the end of each day or week, by the verdicts that were given then; at most 100 points, the last is `until`.</summary>
    /// <param name="from">First day, in Japan. A period that is none, has not passed or is too long is refused with `TREND_PERIOD_INVALID`.</param>
    /// <param name="until">Last day, not after today; left out: today.</param>
    /// <param name="by">How far apart the points are; left out: a day.</param>
    [Cost(Price)]
    public IDataLoaderResult<IReadOnlyList<TrendPoint>> Trend(
        DateOnly from, DateOnly? until, TrendStep? by, [FromServices] TrendsOfOperators trends, [FromServices] TimeProvider clock) =>
        trends.Require(new(Operator, TrendPeriod.Checked(from, until, by ?? TrendStep.Day, clock.Today())));
}

/// <summary>Listings with one verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Listings">How many.</param>
internal sealed record VerdictCount(AssessmentVerdict Verdict, int Listings);

/// <summary>A clause that listings on the shelf do not meet.</summary>
/// <param name="RuleId">Rule id, e.g. `LS-006`.</param>
/// <param name="Clause">The clause within the rule.</param>
/// <param name="Effect">What that does to a listing.</param>
/// <param name="Listings">How many listings on the shelf do not meet it, or lack the facts to tell.</param>
/// <param name="Waived">How many of them an auditor's waiver excuses.</param>
internal sealed record OpenFinding(string RuleId, string Clause, FindingEffect Effect, int Listings, int Waived);

/// <summary>A line of the statement that counts: of a clause, or without one of a verdict.</summary>
internal sealed class ComplianceCount
{
    public Guid OperatorId { get; private init; }

    public string? RuleId { get; private init; }

    public string? Clause { get; private init; }

    /// <summary>An effect, or a verdict.</summary>
    public string What { get; private init; } = "";

    public int Listings { get; private init; }

    public int Waived { get; private init; }
}
