using System.Text;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

/// <summary>Which of the whole, a part, an accessory, a consumable and a set a clause binds.</summary>
public sealed class OfferedScopeTests
{
    private static readonly Rule[] Narrow = [.. RuleEdition.Current.Rules.Where(rule => rule.AppliesTo.Binds.Count > 0)];

    private static readonly ListingFacts Hose = AirConditioner.Without(FactCode.PseMark, FactCode.PseNotifier, FactCode.ManufactureYear, FactCode.DesignStandardUsePeriod, FactCode.ManualProvided) with
    {
        Category = "vacuum_cleaner",
        Title = "パナソニック 掃除機 ホース AMC94P-KM0V",
    };

    [Fact]
    public void What_a_clause_does_not_bind_it_does_not_judge() => Assert.All(
        RuleTests.Cases.Where(one => one.Expected != RuleTests.NotApplicable && Narrow.Any(rule => rule.ToString() == one.Clause)),
        one =>
        {
            var rule = Narrow.Single(rule => rule.ToString() == one.Clause);
            Assert.All(Enum.GetValues<WhatIsOffered>(), offered =>
            {
                var findings = StandardsEngine.Current.Assess(one.Listing.With(Of(FactCode.WhatIsOffered, offered))).Findings;
                if (!rule.AppliesTo.Binds.Contains(offered))
                    Assert.DoesNotContain(findings, finding => finding.Rule == rule);
                else if (offered is WhatIsOffered.Whole or WhatIsOffered.Set)
                    Assert.Contains(findings, finding => finding.Rule == rule);
            });
        });

    [Fact]
    public void Only_clauses_about_listings_are_narrow_and_every_narrow_one_binds_the_whole_or_what_is_less() => Assert.All(Narrow, rule =>
    {
        Assert.Equal(Subject.Listing, rule.Subject);
        Assert.True(rule.AppliesTo.Binds.Contains(WhatIsOffered.Whole) == rule.AppliesTo.Binds.Contains(WhatIsOffered.Set), rule.ToString());
        Assert.InRange(rule.AppliesTo.Binds.Count, 1, 4);
    });

    [Theory]
    [InlineData("LS-001/price")]
    [InlineData("LS-005/display")]
    [InlineData("LS-018/definition")]
    [InlineData("LS-019/new")]
    [InlineData("CT-005/no-liability")]
    [InlineData("LS-015/listed-recall")]
    [InlineData("LS-009/lithium-pse")]
    [InlineData("OP-001/permit")]
    public void What_is_said_of_an_offer_and_by_whom_binds_whatever_is_offered(string clause) =>
        Assert.Empty(RuleEdition.Current.Rules.Single(rule => rule.ToString() == clause).AppliesTo.Binds);

    [Fact]
    public void A_hose_may_be_published_without_year_mark_and_manual_and_the_vacuum_cleaner_may_not()
    {
        Assert.Equal(AssessmentVerdict.Pass, StandardsEngine.Current.Assess(Hose).Verdict);
        var whole = StandardsEngine.Current.Assess(Hose.With(Of(FactCode.WhatIsOffered, WhatIsOffered.Whole)));
        Assert.False(whole.CanPublish);
        Assert.Superset(new HashSet<string> { "LS-006/unverified-goods", "LS-014/identity", "LS-016/manual" }, whole.Unmet.Select(finding => finding.Rule.ToString()).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_stated_wins_over_what_the_title_says()
    {
        var (title, whole) = ("掃除機用 ホース", ItemFacts.Of(Of(FactCode.WhatIsOffered, WhatIsOffered.Whole)));
        Assert.True(ProductCategories.TryGet("vacuum_cleaner", out var category));
        Assert.Equal(new Offered(WhatIsOffered.Accessory, true), RuleEdition.Current.Offered.Of(ItemFacts.Empty, category, title, null));
        Assert.Equal(new Offered(WhatIsOffered.Whole, false), RuleEdition.Current.Offered.Of(whole, category, title, null));
    }

    [Fact]
    public void A_finding_shows_what_it_took_the_offer_for()
    {
        var pack = Hose with { Category = "power_tool", Title = "電動工具 バッテリー BL1860B" };
        var assessment = StandardsEngine.Current.Assess(pack);
        var finding = Assert.Single(assessment.Unmet, finding => finding.Rule.ToString() == "LS-009/battery-pack");
        Assert.Equal((FindingEffect.LegalBlock, "pseMark"), (finding.Effect, finding.Field));
        Assert.Contains(new FactUsed("whatIsOffered", "ACCESSORY"), assessment.FactsUsed(finding.Rule));
    }

    [Theory]
    [InlineData("LISTING", "\"ACCESSORIES\"", "'ACCESSORIES' is none of WHOLE, PART, ACCESSORY, CONSUMABLE, SET.")]
    [InlineData("LISTING", "1", "'1' is none of WHOLE, PART, ACCESSORY, CONSUMABLE, SET.")]
    [InlineData("LEASE", "\"WHOLE\"", "'binds' says which offers a clause is for; only clauses about listings have it.")]
    public void A_pack_that_binds_what_nobody_offers_is_flawed(string subject, string code, string reason)
    {
        var read = PackReader.Read("test.json", Encoding.UTF8.GetBytes($$"""
            {
              "pack": "test", "version": "2026.1.1", "name": { "ja": "試験", "en": "Test" },
              "sources": { "policy": { "law": { "ja": "方針", "en": "Policy" }, "url": "https://example.jp", "checkedOn": "2026-11-20" } },
              "rules": [
                {
                  "id": "TEST-1", "clause": "only", "subject": "{{subject}}", "status": "POLICY", "severity": "WARN",
                  "basis": { "source": "policy", "article": "1", "certainty": "INFERENCE" },
                  "appliesTo": {
                    "binds": [{{code}}]
                  },
                  "title": { "ja": "題", "en": "Title" }, "remedy": { "ja": "直す", "en": "Mend" },
                  "check": "facts.require", "parameters": { "must": [{ "fact": "{{(subject == "LEASE" ? "incidentContactTold" : "cleaned")}}", "is": true }] },
                  "says": { "unmet": { "ja": "未", "en": "Unmet" } }
                }
              ]
            }
            """));
        var flaw = Assert.Single(read.Flaws);
        Assert.Equal(reason, flaw.Reason);
    }
}
