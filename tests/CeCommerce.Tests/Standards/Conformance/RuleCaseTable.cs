using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>What one clause answers to one subject.</summary>
/// <param name="File">Where the case is written, below the folder of the tests of the rules.</param>
/// <param name="Day">On which it is judged.</param>
/// <param name="Rest">Everything of the subject but the day.</param>
/// <param name="Expected">A verdict, or <see cref="RuleTests.NotApplicable"/>.</param>
/// <param name="Answer">Asks the engine.</param>
internal sealed record RuleCase(string Clause, string Case, string File, DateOnly Day, object Rest, string Expected, Func<string> Answer)
{
    public static RuleCase Of(string clause, string name, ListingFacts listing, string expected) => new(
        clause, name, $"{nameof(RuleTests)}.cs", listing.Today, listing with { Today = default }, expected, () => RuleTests.VerdictOf(StandardsEngine.Current.Assess(listing), clause));
}

/// <summary>Cases that a theory asserts one by one.</summary>
/// <param name="TestClass">Where the theory stands.</param>
/// <param name="Theory">Its name; its data are the clause and the name of each case.</param>
internal sealed record RuleCaseTable(Type TestClass, string Theory, IReadOnlyList<RuleCase> Cases)
{
    /// <summary>Every table; the matrix counts no other test, so a new table needs a line here.</summary>
    public static IReadOnlyList<RuleCaseTable> All { get; } =
    [
        new(typeof(RuleTests), nameof(RuleTests.A_clause_answers_as_the_case_says), [.. RuleTests.Cases.Select(one => RuleCase.Of(one.Clause, one.Case, one.Listing, one.Expected))]),
        new(typeof(StatedCaseTests), nameof(StatedCaseTests.A_clause_answers_what_is_stated), StatedCaseTests.Cases),
    ];

    public string Test => $"{TestClass.Name}.{Theory}";
}
