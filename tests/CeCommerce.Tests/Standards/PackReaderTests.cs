using System.Text;
using System.Text.Json.Nodes;
using CeCommerce.Standards;
using CeCommerce.Standards.Checks;
using CeCommerce.Standards.Packs;
using CsCheck;

namespace CeCommerce.Tests.Standards;

/// <summary>A pack's file says everything of a rule but how it is checked; what is wrong in it is told with its line, all at once.</summary>
public sealed class PackReaderTests
{
    private const string Good = """
        {
          "pack": "test",
          "version": "2026.11.1",
          "name": { "ja": "試験", "en": "Test" },
          "sources": {
            "law": { "law": { "ja": "法", "en": "Act" }, "lawId": "1", "url": "https://example.jp/", "checkedOn": "2026-11-29" }
          },
          "rules": [
            {
              "id": "LS-999",
              "clause": "too-old",
              "status": "POLICY",
              "severity": "BLOCK",
              "basis": { "source": "law", "article": "1", "certainty": "LAW" },
              "effectiveFrom": "2026-01-01",
              "effectiveTo": "2027-01-01",
              "appliesTo": { "kinds": ["REUSE"], "goods": ["phones"], "kobutsuOperators": true },
              "title": { "ja": "古い物", "en": "Old goods" },
              "remedy": { "ja": "直す", "en": "Mend" },
              "check": "age.at-most",
              "parameters": { "years": 15 },
              "says": { "too-old": { "ja": "{age}年", "en": "{age} years" } }
            }
          ]
        }
        """;

    public static TheoryData<string, string, int, string> Wrongs => new()
    {
        { "\"check\": \"age.at-most\"", "\"check\": \"age.at-least\"", 20, "'age.at-least' is not known" },
        { "\"years\": 15", "\"years\": 0", 21, "An integer from 1" },
        { "\"years\": 15", "\"years\": 15.5", 21, "An integer from 1" },
        { "\"years\": 15", "\"years\": \"15\"", 21, "An integer from 1" },
        { "\"years\": 15", "\"yaers\": 15", 21, "'years' is missing" },
        { "\"years\": 15", "\"years\": 15, \"more\": 1", 21, "'more' is not known here" },
        { "\"source\": \"law\", ", "", 14, "'source' is missing" },
        { "\"source\": \"law\"", "\"source\": \"lwa\"", 14, "'lwa' is none of the pack's: law" },
        { "\"effectiveTo\": \"2027-01-01\"", "\"effectiveTo\": \"2026-01-01\"", 9, "ends before it begins" },
        { "\"effectiveTo\": \"2027-01-01\"", "\"effectiveTo\": \"2027-02-29\"", 16, "is a day such as" },
        { "\"phones\"", "\"fones\"", 17, "'fones' is no list of goods" },
        { "\"REUSE\"", "\"USE\"", 17, "'USE' is none of REUSE" },
        { "\"POLICY\"", "\"GUIDELINE\"", 9, "only law that was read" },
        { "\"POLICY\"", "\"ORDINANCE\"", 9, "only law that was read" },
        { "\"severity\": \"BLOCK\"", "\"severity\": \"CRITERION\"", 9, "criterion of the law" },
        { "\"clause\": \"too-old\",", "", 9, "'clause' is missing" },
        { "\"ja\": \"直す\", ", "", 19, "'ja' is missing" },
        { "\"{age}年\"", "\"{ages}年\"", 22, "'{ages}' is none of the values of 'too-old'" },
        { "\"too-old\": { \"ja\"", "\"too-young\": { \"ja\"", 22, "knows no reason 'too-young'" },
        { "\"remedy\": {", "\"remdy\": {", 19, "'remdy' is not known here" },
        { "\"https://example.jp/\"", "\"http://example.jp/\"", 6, "https" },
        { "\"pack\": \"test\"", "\"pack\": \"Test Pack\"", 1, "no code of a pack" },
        { "\"version\": \"2026.11.1\"", "\"version\": \"new\"", 1, "no version" },
        { "\"clause\": \"too-old\",", "\"clause\": \"too-old\", \"clause\": \"again\",", 11, "stands twice" },
        { "\"rules\": [", "\"rules\": {", 9, "not JSON" },
    };

    [Fact]
    public void A_pack_becomes_rules_that_judge()
    {
        var read = Read(Good);
        Assert.Empty(read.Flaws);
        var rule = Assert.Single(read.Pack!.Rules);
        Assert.Equal(("LS-999/too-old", "test", "age.at-most", "Old goods"), (rule.ToString(), rule.Pack, rule.CheckName, rule.Requires.En));
        Assert.Equal(["manufactureYear"], rule.Inputs.Select(input => input.Name));
        var engine = new StandardsEngine(Editions.Of(read.Pack));
        var old = SampleListings.Smartphone.With(SampleListings.Of(FactCode.ManufactureYear, 2009));
        Assert.Equal("17 years", Assert.Single(engine.Assess(old with { Today = new(2026, 11, 29) }).Unmet).Message.En);
    }

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void What_is_wrong_is_told_with_its_line(string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        var read = Read(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Pack);
        Assert.Contains(read.Flaws, flaw => flaw.File == "test.json" && flaw.Line == line && flaw.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(
        [14, 17, 21],
        Read(Good.Replace("\"law\", \"article\"", "\"lwa\", \"article\"", StringComparison.Ordinal).Replace("phones", "fones", StringComparison.Ordinal).Replace("15 }", "0 }", StringComparison.Ordinal))
            .Flaws.Select(flaw => flaw.Line));

    [Fact]
    public void Variants_of_a_rule_are_clauses_with_what_they_say_instead()
    {
        var rule = JsonNode.Parse(Good)!;
        rule["rules"]![0]!.AsObject().Remove("clause");
        rule["rules"]![0]!["variants"] = JsonNode.Parse("""[{ "clause": "a" }, { "clause": "b", "basis": { "article": "2" }, "parameters": { "years": 3 } }]""");
        var read = Read(rule.ToJsonString());
        Assert.Empty(read.Flaws);
        Assert.Equal(["LS-999/a 1", "LS-999/b 2"], read.Pack!.Rules.Select(one => $"{one} {one.Basis.Article}"));
    }

    [Fact]
    public void A_clause_in_two_packs_is_told_of()
    {
        var other = PackReader.Read("other.json", Encoding.UTF8.GetBytes(Good.Replace("\"test\"", "\"other\"", StringComparison.Ordinal)));
        Assert.Equal("other.json:9: LS-999/too-old stands in test.json too.", Assert.Single(PackReader.Overlaps([Read(Good), other])).ToString());
        Assert.Contains(Read(Good.Replace("\n  ]", ",\n" + Good[Good.IndexOf("    {\n      \"id\"", StringComparison.Ordinal)..Good.IndexOf("\n  ]", StringComparison.Ordinal)] + "\n  ]", StringComparison.Ordinal)).Flaws, flaw =>
            flaw.Reason == "LS-999/too-old stands in line 9 too.");
    }

    [Fact]
    public void Every_check_is_called_by_a_pack() => Assert.Empty(NamedChecks.All.Keys.Except(RuleEdition.Current.Rules.Select(rule => rule.CheckName)));

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused() => Gen.Select(Gen.Int[0, Good.Length], Gen.Int[0, 40], Gen.String).Sample((at, length, text) =>
    {
        var read = Read(Good[..at] + text + Good[Math.Min(at + length, Good.Length)..]);
        return read.Pack is not null == (read.Flaws.Count == 0);
    });

    private static ReadPack Read(string text) => PackReader.Read("test.json", Encoding.UTF8.GetBytes(text));
}
