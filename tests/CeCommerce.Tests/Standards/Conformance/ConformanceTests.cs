using System.Reflection;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Architecture;

namespace CeCommerce.Tests.Standards.Conformance;

/// <summary>That <c>docs/standards</c> says what the rules do and the tests show.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Documents => [.. ConformanceDocuments.All.Select(document => document.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_says_what_the_rules_and_tests_say(string name)
    {
        var file = Path.Combine(Repository.Root, "docs", "standards", name);
        var text = ConformanceDocuments.All.Single(document => document.Name == name).Text();
        if (Environment.GetEnvironmentVariable("CECOMMERCE_WRITE_STANDARDS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == text,
            $"docs/standards/{name} is not what the rules say. Run scripts/standards and review the difference.");
    }

    [Fact]
    public void Every_clause_is_shown_met_and_unmet_and_on_both_sides_of_its_days()
    {
        List<string> missing = [.. RuleEdition.Current.Rules.SelectMany(ClauseEvidence.Missing)];
        Assert.True(missing.Count == 0, "A table of RuleCaseTable lacks cases:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void Every_case_that_the_matrix_names_is_asserted_by_its_theory() => Assert.All(RuleCaseTable.All, table =>
    {
        var data = table.TestClass.GetMethod(table.Theory)!.GetCustomAttribute<MemberDataAttribute>()!.MemberName;
        var asserted = (TheoryData<string, string>)table.TestClass.GetProperty(data)!.GetValue(null)!;
        Assert.Equal(table.Cases.Select(one => (one.Clause, one.Case)), asserted.Select(row => row.Data));
        Assert.All(table.Cases, one => Assert.Equal(one.Expected, one.Answer()));
    });

    [Fact]
    public void Every_case_is_about_a_clause_of_the_pack() => Assert.Empty(
        RuleCaseTable.All.SelectMany(table => table.Cases).Select(one => one.Clause).Except(RuleEdition.Current.Rules.Select(rule => rule.ToString())));

    [Fact]
    public void Every_rule_of_the_reference_is_in_the_pack_or_in_the_list_and_never_in_both()
    {
        var (pack, list) = (RuleEdition.Current.Rules.Select(rule => rule.Id).Distinct().ToList(), ReferenceNotes.NotCovered.Select(rule => rule.Id).ToList());
        var (twice, nowhere) = (pack.Intersect(list).ToList(), ReferenceNotes.Ids.Except(pack).Except(list).ToList());
        Assert.True(twice.Count == 0, "In the pack, so to be taken out of Conformance/not-covered.json: " + string.Join(", ", twice));
        Assert.True(nowhere.Count == 0, "Neither in the pack nor in Conformance/not-covered.json: " + string.Join(", ", nowhere));
        Assert.Equal(list.Distinct(), list);
        Assert.Empty(pack.Concat(list).Except(ReferenceNotes.Ids));
    }

    [Fact]
    public void What_people_wrote_is_about_rules_of_the_pack()
    {
        Assert.Empty(ReferenceNotes.InPart.Select(rule => rule.Id).Except(RuleEdition.Current.Rules.Select(rule => rule.Id)));
        Assert.All(ReferenceNotes.NotCovered, rule => Assert.True(rule is { About.Length: > 0, Law.Length: > 0, Why.Length: > 0 }, rule.Id));
    }
}
