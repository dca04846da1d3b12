using System.Globalization;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>The cases of one file that are about one clause.</summary>
/// <param name="Test">Class and method of the theory that runs each of them, by clause and name of the case.</param>
/// <param name="File">Where they are written, from the root of the repository.</param>
/// <param name="Met">How many of them show the clause met.</param>
/// <param name="Unmet">How many show it broken or not answered.</param>
/// <param name="NotApplicable">How many show what it is not about.</param>
/// <param name="Cases">Their names.</param>
internal sealed record ClauseTests(string Test, string File, int Met, int Unmet, int NotApplicable, ClauseCases Cases);

/// <summary>Names of cases by what they show.</summary>
internal sealed record ClauseCases(IReadOnlyList<string> Met, IReadOnlyList<string> Unmet, IReadOnlyList<string> NotApplicable);

/// <summary>What tests say of a clause, and what they should say but do not.</summary>
internal static class ClauseEvidence
{
    private const string Met = nameof(RuleVerdict.Pass);
    private const string NotApplicable = RuleTests.NotApplicable;
    private const string Folder = "tests/CeCommerce.Tests/Standards/";

    public static IReadOnlyList<ClauseTests> Of(Rule rule) =>
    [
        .. from table in RuleCaseTable.All
            from cases in table.Cases.Where(one => one.Clause == rule.ToString()).GroupBy(one => one.File)
            select Tests(table.Test, Folder + cases.Key, ByWhatTheyShow([.. cases])),
    ];

    private static ClauseTests Tests(string test, string file, ClauseCases cases) => new(test, file, cases.Met.Count, cases.Unmet.Count, cases.NotApplicable.Count, cases);

    private static ClauseCases ByWhatTheyShow(IReadOnlyList<RuleCase> cases) => new(
        [.. cases.Where(one => one.Expected == Met).Select(one => one.Case)],
        [.. cases.Where(one => one.Expected is not (Met or NotApplicable)).Select(one => one.Case)],
        [.. cases.Where(one => one.Expected == NotApplicable).Select(one => one.Case)]);

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
