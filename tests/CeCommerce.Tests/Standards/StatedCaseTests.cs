using System.Text.Json;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;
using CeCommerce.Tests.Architecture;
using CeCommerce.Tests.Standards.Conformance;

namespace CeCommerce.Tests.Standards;

/// <summary>Rules that are conditions on facts, case by case; the cases are data in <c>Cases/</c>.</summary>
public sealed class StatedCaseTests
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static TheoryData<string, string> CaseNames => [.. Cases.Select(one => (one.Clause, one.Case))];

    internal static IReadOnlyList<RuleCase> Cases { get; } = [.. Files().SelectMany(file => Read(file).Select(one => Of(one, $"Cases/{Path.GetFileName(file)}")))];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_clause_answers_what_is_stated(string clause, string name)
    {
        var one = Cases.Single(each => each.Clause == clause && each.Case == name);
        Assert.Equal(one.Expected, one.Answer());
    }

    [Fact]
    public void What_is_not_met_is_said_with_the_fact_that_decides() => Assert.All(Files().SelectMany(Read).Where(one => one.Fact is not null), one =>
    {
        var finding = FindingOf(one);
        Assert.True(finding is { Message.Ja.Length: > 0, Remedy.En.Length: > 0 }, one.ToString());
        Assert.Equal(one.Fact, finding.Value.Field);
        Assert.DoesNotContain("{", finding.Value.Message.Ja + finding.Value.Message.En, StringComparison.Ordinal);
    });

    /// <summary>The facts of a clause's cases as they are written.</summary>
    internal static IEnumerable<(DateOnly On, Dictionary<string, string> Of)> TextsOf(string clause) => Files().SelectMany(Read).Where(one => one.Clause == clause).Select(one => (one.On, one.Facts));

    private static IEnumerable<string> Files() => Directory.GetFiles(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "Cases"), "*.json").Order(StringComparer.Ordinal);

    private static List<Case> Read(string file) => JsonSerializer.Deserialize<List<Case>>(File.ReadAllText(file), Format)!;

    private static RuleCase Of(Case one, string file) => new(
        one.Clause, one.Name, file, one.On, one.Rest, Expected(one.Expect),
        () => FindingOf(one)?.Verdict.ToString() ?? RuleTests.NotApplicable);

    private static string Expected(string code) => Terms<RuleVerdict>.All.Single(term => term.Code == code).Value is var verdict && verdict == RuleVerdict.NotApplicable
        ? RuleTests.NotApplicable
        : verdict.ToString();

    private static Finding? FindingOf(Case one)
    {
        var rule = RuleEdition.Current.Rules.Single(each => each.ToString() == one.Clause);
        var findings = rule.Subject == CeCommerce.Standards.Subjects.Subject.Listing ? StandardsEngine.Current.Assess(one.Listing()).Findings : StandardsEngine.Current.Assess(one.Subject(rule.Subject)).Findings;
        return findings.Where(finding => finding.Rule == rule).Select(finding => (Finding?)finding).SingleOrDefault();
    }

    private sealed record Case(
        string Clause, [property: System.Text.Json.Serialization.JsonPropertyName("case")] string Name, DateOnly On, Dictionary<string, string> Facts, string Expect, string? Fact,
        string[]? OperatorTypes, string? Category, string? Kind)
    {
        public string Rest => string.Join(';', Facts.OrderBy(fact => fact.Key, StringComparer.Ordinal)) + $"|{string.Join(',', OperatorTypes ?? [])}|{Category}|{Kind}";

        public StatedSubject Subject(Subject subject) => new(subject, On, [.. (OperatorTypes ?? []).Select(Value<OperatorType>)], CategoryOf(), Kind is null ? null : Value<ListingKind>(Kind))
        {
            Facts = Facts.ToDictionary(
                fact => StatedFacts.Find(fact.Key, subject)?.Index ?? throw new InvalidOperationException($"{Clause}: no fact {fact.Key}"),
                fact => StatedFacts.Find(fact.Key, subject)!.Read(fact.Value) ?? throw new InvalidOperationException($"{Clause}: {fact.Key} cannot be {fact.Value}")),
        };

        public ListingFacts Listing() => SampleListings.AirConditioner with
        {
            Today = On,
            Kind = Kind is null ? ListingKind.Reuse : Value<ListingKind>(Kind),
            Category = Category ?? "coat",
            Facts = ItemFacts.Of(Facts.Select(fact => FactCatalogue.TryRead(
                FactCatalogue.All.Single(known => known.WireName == fact.Key).Code, fact.Value, new(FactSource.Inspection, On, On)).Value)),
        };

        private static T Value<T>(string code)
            where T : struct, Enum => Terms<T>.All.Single(term => term.Code == code).Value;

        private ProductCategory? CategoryOf() => Category is null ? null : ProductCategories.TryGet(Category, out var known) ? known : throw new InvalidOperationException(Category);
    }
}
