using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Architecture;

namespace CeCommerce.Tests.Standards;

/// <summary>
/// What every clause claims to be and how sure we are of it, as <c>reviewed-bases.txt</c> has it. A line there changes only after the article
/// was looked up again; a new clause needs a line.
/// </summary>
public sealed class RuleBasisTests
{
    [Fact]
    public void Every_clause_claims_what_was_reviewed() => Assert.Equal(
        File.ReadAllLines(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "reviewed-bases.txt")).Order(StringComparer.Ordinal),
        RuleEdition.Current.Rules.Select(Line).Order(StringComparer.Ordinal));

    private static string Line(Rule rule) => $"{rule} | {rule.Status} {rule.Severity} | {rule.Basis.Law.Ja} {rule.Basis.Article} | {rule.Basis.Certainty}";
}
