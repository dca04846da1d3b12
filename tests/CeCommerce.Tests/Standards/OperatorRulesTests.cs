using System.Text;
using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards;

/// <summary>An operator adds rules to those of the edition, for its own listings; it changes and removes none.</summary>
public sealed class OperatorRulesTests
{
    private const string Good = """
        {
          "pack": "own",
          "version": "2026.12.1",
          "name": { "ja": "独自基準", "en": "Our own rules" },
          "sources": {
            "policy": { "law": { "ja": "社内基準", "en": "House policy" }, "url": "https://shop.example.jp/policy", "checkedOn": "2026-11-29" }
          },
          "rules": [
            {
              "id": "OWN-001",
              "clause": "age",
              "status": "POLICY",
              "severity": "BLOCK",
              "basis": { "source": "policy", "article": "1", "certainty": "LAW" },
              "effectiveFrom": "2026-12-01",
              "appliesTo": { "kinds": ["REUSE"], "goods": ["phones"] },
              "title": { "ja": "新しい端末だけ", "en": "Recent phones only" },
              "remedy": { "ja": "出品しないでください。", "en": "Do not list it." },
              "check": "age.at-most",
              "parameters": { "years": 3 },
              "says": { "too-old": { "ja": "製造から{age}年です。", "en": "Made {age} years ago." } }
            }
          ]
        }
        """;

    public static TheoryData<string, string, int, string> Wrongs => new()
    {
        { "\"pack\": \"own\"", "\"pack\": \"kobutsu\"", 1, "is called 'own', not 'kobutsu'" },
        { "\"OWN-001\"", "\"LS-013\"", 9, "'LS-013' is no id of an operator's own rule" },
        { "\"age\"", "\"Age/1\"", 9, "'Age/1' is no name of a clause" },
        { "\"POLICY\"", "\"LAW\"", 9, "is not POLICY" },
        { "\"POLICY\"", "\"GUIDELINE\"", 9, "is not POLICY" },
        { "\"severity\": \"BLOCK\"", "\"severity\": \"CRITERION\"", 9, "criterion of the law" },
        { "\"severity\": \"BLOCK\"", "\"severity\": \"BLOCK\", \"subject\": \"OPERATOR\"", 9, "judges no LISTING" },
        { "\"age.at-most\"", "\"age.of-the-moon\"", 19, "'age.of-the-moon' is not known" },
        { "\"years\": 3", "\"years\": 0", 20, "An integer from 1" },
        { "\"source\": \"policy\", ", "", 14, "'source' is missing" },
        { "Made {age}", "Made\\u0000 {age}", 21, "control characters" },
        { "Made {age}", "Made\\ud800 {age}", 21, "not JSON" },
        { "\"age.at-most\",\n      \"parameters\": { \"years\": 3 }", "\"facts.require\",\n      \"parameters\": { \"must\": [{ \"fact\": \"accessories\", \"matches\": \"(a)\\\\1\" }] }", 20, "It is no pattern" },
        { "\"rules\": [", "\"retired\": [\"LS-013/fifteen-years\"], \"rules\": [", 8, "'retired' is not known here" },
    };

    private static readonly OperatorRulesInUse InUse = new("2026.12.1", "digest");

    private static ListingFacts OldPhone(DateOnly day, bool own = true) => SampleListings.Smartphone.With(SampleListings.Of(FactCode.ManufactureYear, 2021)) with
    {
        Today = day,
        Operator = SampleListings.Smartphone.Operator with { OwnRules = own ? InUse : null },
    };

    private static StandardsEngine Engine => new(RuleEdition.Current) { RulesOf = _ => Read(Good).Pack! };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void What_is_wrong_is_told_with_its_line(string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        var read = Read(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Pack);
        Assert.Contains(read.Flaws, flaw => flaw.Line == line && flaw.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_pack_of_the_edition_takes_neither_the_code_nor_the_ids_of_operators() => Assert.Equal(
        [1, 9],
        PackReader.Read("own.json", Encoding.UTF8.GetBytes(Good)).Flaws.Select(flaw => flaw.Line));

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Contains("64 KB", Read(Good + new string(' ', 64 * 1024)).Flaws.Single().Reason, StringComparison.Ordinal);
        var variants = string.Join(',', Enumerable.Range(0, 101).Select(i => $$"""{ "clause": "age-{{i}}" }"""));
        Assert.Contains(Read(Good.Replace("\"clause\": \"age\"", $"\"variants\": [{variants}]", StringComparison.Ordinal)).Flaws, flaw => flaw.Reason.Contains("1 to 100 clauses", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_clause_blocks_from_its_day_on_and_says_whose_decision_it_is()
    {
        var assessment = Engine.Assess(OldPhone(new(2026, 12, 1)));
        var finding = assessment.Findings[^1];
        Assert.Equal(("OWN-001/age", FindingEffect.PolicyBlock, PolicyOwner.Operator), (finding.Rule.ToString(), finding.Effect, finding.Rule.DecidedBy));
        Assert.Equal("Made 5 years ago. (The operator's own decision.)", finding.Message.En);
        Assert.Contains("出品事業者が自ら定めた基準", finding.Message.Ja, StringComparison.Ordinal);
        Assert.False(assessment.CanPublish);
        Assert.DoesNotContain(Engine.Assess(OldPhone(new(2026, 11, 30))).Findings, one => one.Rule.Id == "OWN-001");
    }

    [Fact]
    public void It_is_asked_only_where_it_applies_and_of_its_operator()
    {
        var day = new DateOnly(2026, 12, 1);
        Assert.DoesNotContain(Engine.Assess(OldPhone(day, own: false)).Findings, one => one.Rule.Id == "OWN-001");
        Assert.DoesNotContain(Engine.Assess(OldPhone(day) with { Category = "laptop" }).Findings, one => one.Rule.Id == "OWN-001");
        Assert.DoesNotContain(Engine.Assess(OldPhone(day).Shared()).Findings, one => one.Rule.Id == "OWN-001");
    }

    [Fact]
    public void What_the_edition_says_stays_as_it_is()
    {
        var day = new DateOnly(2026, 12, 1);
        var (with, without) = (Compliance.Of(Engine.Assess(OldPhone(day))), Compliance.Of(StandardsEngine.Current.Assess(OldPhone(day, own: false))));
        Assert.Equal(without.Findings.Select(finding => finding.Conclusion), with.Findings.SkipLast(1).Select(finding => finding.Conclusion));
    }

    [Fact]
    public void What_is_kept_names_the_pack_and_is_worded_by_it()
    {
        var kept = JsonColumn.Read<Compliance>(JsonColumn.Write(Compliance.Of(Engine.Assess(OldPhone(new(2026, 12, 1))))));
        var finding = kept.Findings.Single(one => one.Rule == "OWN-001");
        Assert.Equal((InUse, InUse), (kept.OwnRules, finding.Own));
        Assert.Equal("Made 5 years ago. (The operator's own decision.)", finding.WordsIn(_ => RuleEdition.Current, _ => Read(Good).Pack)!.Message.En);
        Assert.Contains("2026.12.1", finding.WordsIn(_ => RuleEdition.Current, _ => null)!.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_say_whose_they_are() => Assert.All(RuleEdition.Current.Rules, rule =>
        Assert.Equal(rule.Status == RuleStatus.Policy ? PolicyOwner.Platform : (PolicyOwner?)null, rule.DecidedBy));

    private static ReadPack Read(string text) => PackReader.ReadOfOperator("own.json", Encoding.UTF8.GetBytes(text));
}
