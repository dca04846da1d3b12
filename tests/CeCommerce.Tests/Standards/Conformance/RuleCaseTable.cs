using CeCommerce.Standards;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>Cases that a theory asserts one by one: which clause, of which listing, with which answer.</summary>
/// <param name="TestClass">Where the theory stands.</param>
/// <param name="Theory">Its name; its data are the clause and the name of each case.</param>
internal sealed record RuleCaseTable(Type TestClass, string Theory, IReadOnlyList<(string Clause, string Case, ListingFacts Listing, string Expected)> Cases)
{
    /// <summary>Every table; the matrix counts no other test, so a new table needs a line here.</summary>
    public static IReadOnlyList<RuleCaseTable> All { get; } =
    [
        new(typeof(RuleTests), nameof(RuleTests.A_clause_answers_as_the_case_says), RuleTests.Cases),
    ];

    public string Test => $"{TestClass.Name}.{Theory}";
}
