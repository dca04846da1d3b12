using System.Globalization;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>How many cases of one theory are about one clause.</summary>
/// <param name="Test">Class and method.</param>
/// <param name="Met">Those in which the clause is met.</param>
/// <param name="Unmet">Those in which it is broken or not answered.</param>
/// <param name="NotApplicable">Those that it is not about.</param>
internal sealed record ClauseTests(string Test, int Met, int Unmet, int NotApplicable);

/// <summary>What tests say of a clause, and what they should say but do not.</summary>
internal static class ClauseEvidence
{
    private const string Met = nameof(RuleVerdict.Pass);
    private const string NotApplicable = RuleTests.NotApplicable;

    public static IReadOnlyList<ClauseTests> Of(Rule rule) =>
    [
        .. from table in RuleCaseTable.All
            let cases = table.Cases.Where(one => one.Clause == rule.ToString()).ToList()
            where cases.Count > 0
            select new ClauseTests(
                table.Test,
                cases.Count(one => one.Expected == Met),
                cases.Count(one => one.Expected is not (Met or NotApplicable)),
                cases.Count(one => one.Expected == NotApplicable)),
    ];

    /// <summary>What no case shows: the clause met, unmet, or on either side of one of its days.</summary>
    public static IEnumerable<string> Missing(Rule rule)
    {
        var cases = RuleCaseTable.All.SelectMany(table => table.Cases).Where(one => one.Clause == rule.ToString()).ToList();
        if (!cases.Exists(one => one.Expected == Met))
            yield return $"{rule}: no case in which it is met";
        if (!cases.Exists(one => one.Expected is not (Met or NotApplicable)))
            yield return $"{rule}: no case in which it is broken or unknown";
        if (rule.EffectiveFrom is { } from && !Turns(from, appliesBefore: false))
            yield return string.Create(CultureInfo.InvariantCulture, $"{rule}: no listing is judged on {from:yyyy-MM-dd} and left alone on the day before");
        if (rule.EffectiveTo is { } to && !Turns(to, appliesBefore: true))
            yield return string.Create(CultureInfo.InvariantCulture, $"{rule}: no listing is left alone on {to:yyyy-MM-dd} and judged on the day before");

        // The same listing on both days, so that nothing but the day decides.
        bool Turns(DateOnly day, bool appliesBefore) =>
            cases.Exists(before => before.Day == day.AddDays(-1) && Applies(before.Expected) == appliesBefore
                && cases.Exists(after => after.Day == day && after.Rest.Equals(before.Rest) && Applies(after.Expected) != appliesBefore));

        static bool Applies(string expected) => expected != NotApplicable;
    }
}
