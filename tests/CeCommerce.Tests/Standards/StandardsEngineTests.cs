using CeCommerce.Listings;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Standards.Subjects;
using CsCheck;
using static CeCommerce.Tests.Standards.SampleListings;

namespace CeCommerce.Tests.Standards;

public sealed class StandardsEngineTests
{
    private static readonly RuleBasis Basis = new(new("法", "Act"), "1", null, null, null, Today, Certainty.Law);

    [Fact]
    public void Only_law_blocks_as_law_and_only_policy_as_policy()
    {
        Assert.All(RuleEdition.Current.Rules, rule => Assert.Equal(
            rule.Severity == RuleSeverity.Block,
            rule.EffectWhenUnmet is FindingEffect.LegalBlock or FindingEffect.PolicyBlock));
        Assert.All(RuleEdition.Current.Rules.Where(rule => rule.EffectWhenUnmet == FindingEffect.LegalBlock), rule =>
            Assert.True(rule.Status == RuleStatus.Law && rule.Basis.Certainty is Certainty.Law or Certainty.LawInferred or Certainty.Law2, rule.ToString()));
        Assert.All(RuleEdition.Current.Rules.Where(rule => rule.EffectWhenUnmet == FindingEffect.PolicyBlock), rule => Assert.Equal(RuleStatus.Policy, rule.Status));
    }

    [Fact]
    public void A_criterion_that_meets_advice_only_warns_with_its_ordinance_and_never_blocks()
    {
        var listing = LeaseCases.Untold(LeaseCases.Lent("washing_machine"));
        var assessment = StandardsEngine.Current.Assess(listing);
        Assert.Equal((AssessmentVerdict.Warn, true), (assessment.Verdict, assessment.CanPublish));
        var finding = Assert.Single(assessment.Unmet, one => one.Rule.Clause == "condition-washing-machines");
        Assert.Equal((FindingEffect.LegalCriterion, "leaseDisclosure.quality"), (finding.Effect, finding.Field));
        Assert.Equal(("29(1)i", "413M60000400070", "20260401_508M60000400022"), (finding.Rule.Basis.Article, finding.Rule.Basis.LawId, finding.Rule.Basis.Revision));
        Assert.Contains("品質・安全性・衛生状態・修理の記録", finding.Message.Ja, StringComparison.Ordinal);
        Assert.Equal(AssessmentVerdict.Pass, StandardsEngine.Current.Assess(listing with { LeaseDisclosure = LeaseCases.Told }).Verdict);
    }

    [Fact]
    public void A_property_that_the_scope_hangs_on_is_asked_for()
    {
        var finding = Assert.Single(
            StandardsEngine.Current.Assess(LeaseCases.Untold(LeaseCases.Lent("office_desk"))).Unmet, one => one.Rule.Clause == "guarantee-office-desks");
        Assert.Equal((RuleVerdict.Unknown, "madeOfMetal"), (finding.Verdict, finding.Field));
        Assert.Contains("madeOfMetal", finding.Remedy!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_cites_a_source_and_speaks_both_languages()
    {
        Assert.All(RuleEdition.Current.Rules, rule =>
        {
            AssertSpoken(rule.Title);
            AssertSpoken(rule.Remedy);
            AssertSpoken(rule.Basis.Law);
            Assert.NotEmpty(rule.Basis.Article);
            Assert.True(rule.Basis.SourceUrl is { Length: > 0 }, rule.ToString());
            Assert.NotEmpty(rule.Inputs);
            Assert.NotEqual(default, rule.Basis.CheckedOn);
        });
        Assert.Equal(RuleEdition.Current.Rules.Count, RuleEdition.Current.Rules.Select(rule => rule.ToString()).Distinct().Count());
    }

    [Fact]
    public void The_pack_holds_the_rules_that_a_stock_list_can_break() => Assert.Equal(
        ["CT-005", "CT-018", "CT-019", "LS-001", "LS-002", "LS-003", "LS-004", "LS-005", "LS-006", "LS-007", "LS-008", "LS-009", "LS-010", "LS-011", "LS-013", "LS-014",
            "LS-015", "LS-016", "LS-017", "LS-018", "LS-019", "LS-020", "LS-021", "LS-022", "LS-023", "LS-024", "LS-025", "LS-026", "LS-027", "LS-028", "LS-029", "LS-030",
            "LS-031", "LS-032", "LS-033", "OP-001", "OP-002", "OP-004", "OP-011", "OP-012", "OP-025", "RS-001"],
        RuleEdition.Current.Rules.Where(rule => rule.Subject == Subject.Listing).Select(rule => rule.Id).Distinct());

    [Fact]
    public void A_broken_rule_says_where_why_and_what_to_do()
    {
        var listing = AirConditioner.With(Of(FactCode.PseMark, PseMark.None));
        var assessment = StandardsEngine.Current.Assess(listing);
        var finding = Assert.Single(assessment.Unmet);
        Assert.Equal(("LS-006", RuleVerdict.Fail, FindingEffect.LegalBlock, "pseMark"), (finding.Rule.Id, finding.Verdict, finding.Effect, finding.Field));
        AssertSpoken(finding.Message);
        AssertSpoken(finding.Remedy!);
        Assert.Contains(new FactUsed("pseMark", "NONE"), assessment.FactsUsed(finding.Rule));
        Assert.Equal((AssessmentVerdict.Fail, false, RuleEdition.Current.Version), (assessment.Verdict, assessment.CanPublish, assessment.PackVersion));
    }

    [Theory]
    [InlineData("air_conditioner", FindingEffect.LegalBlock)]
    [InlineData("microwave_oven", FindingEffect.LegalBlock)]
    [InlineData("electric_fan", FindingEffect.LegalBlock)]
    [InlineData("shredder", FindingEffect.LegalBlock)]
    [InlineData("multifunction_printer", FindingEffect.PolicyBlock)]
    [InlineData("monitor", FindingEffect.PolicyBlock)]
    [InlineData("vacuum_cleaner", FindingEffect.PolicyBlock)]
    [InlineData("headphones", FindingEffect.PolicyBlock)]
    public void Only_goods_known_to_be_listed_are_held_back_by_law_for_want_of_a_mark(string category, FindingEffect effect)
    {
        var assessment = StandardsEngine.Current.Assess(AirConditioner.With(Of(FactCode.PseMark, PseMark.None)) with { Category = category });
        Assert.Equal(effect, Assert.Single(assessment.Findings, finding => finding.Rule.Id == "LS-006" && finding.Blocks).Effect);
    }

    [Fact]
    public void A_missing_answer_blocks_and_a_broken_rule_outweighs_it()
    {
        var silent = Coat.Offering(offer => offer with { ReturnPolicy = null });
        Assert.Equal(AssessmentVerdict.Unknown, StandardsEngine.Current.Assess(silent).Verdict);
        Assert.Equal(AssessmentVerdict.Fail, StandardsEngine.Current.Assess(silent with { Title = "新品" }).Verdict);
    }

    [Fact]
    public void A_warning_does_not_prevent_publishing()
    {
        var assessment = StandardsEngine.Current.Assess(AirConditioner.With(Of(FactCode.ManufactureYear, 2015)));
        Assert.Equal((AssessmentVerdict.Warn, true), (assessment.Verdict, assessment.CanPublish));
    }

    [Fact]
    public void Information_that_is_nice_to_have_leaves_the_verdict_alone() =>
        Assert.Equal(AssessmentVerdict.Pass, StandardsEngine.Current.Assess(Smartphone.Without(FactCode.BatteryMethod)).Verdict);

    [Theory]
    [InlineData("2019-11-30", false)]
    [InlineData("2019-12-01", true)]
    public void A_clause_applies_from_the_day_it_came_into_force(string day, bool applies)
    {
        var assessment = StandardsEngine.Current.Assess(Smartphone with { Today = DateOnly.Parse(day, null) });
        Assert.Equal(applies, assessment.Findings.Any(finding => finding.Rule.Id == "LS-022"));
    }

    [Fact]
    public void Who_hires_is_told_of_no_return_that_only_buyers_have()
    {
        var silent = Coat.Offering(offer => offer with { ReturnPolicy = null });
        var (sale, hire) = (Returns(silent), Returns(silent.Shared().Offering(offer => offer with { ReturnPolicy = null })));
        Assert.Contains("法定の8日間の返品が適用され", sale.Message.Ja, StringComparison.Ordinal);
        Assert.Contains("法定の8日間の返品がない", hire.Message.Ja, StringComparison.Ordinal);
        Assert.DoesNotContain("8", hire.Remedy!.Ja, StringComparison.Ordinal);
        static Finding Returns(ListingFacts listing) => StandardsEngine.Current.Assess(listing).Findings.Single(finding => finding.Rule.Id == "LS-003");
    }

    [Fact]
    public void A_rule_ends_on_its_last_day()
    {
        var engine = new StandardsEngine(Editions.Of(Pack(Rule(from: new(2026, 1, 1), to: new(2026, 2, 1)))));
        Assert.Equal(
            [0, 1, 1, 0],
            new DateOnly[] { new(2025, 12, 31), new(2026, 1, 1), new(2026, 1, 31), new(2026, 2, 1) }.Select(day => engine.Assess(Coat with { Today = day }).Findings.Count));
    }

    [Fact]
    public void Goods_are_on_a_list_between_its_days_only()
    {
        var goods = Editions.GoodsLists("""
            {"list":"phones","nameJa":"端末","nameEn":"Phones","entries":[
              {"goods":["coat"],"validFrom":"2026-01-01","validTo":"2026-02-01","source":"test"},
              {"groups":["shoes_bags"],"validFrom":"2026-06-01","validTo":null,"source":"test"}]}
            """);
        var engine = new StandardsEngine(Editions.Of(Pack(Rule(scope: new() { Goods = [GoodsList.Phones] })), goods));
        Assert.Equal(
            [0, 1, 0, 0],
            new DateOnly[] { new(2025, 12, 31), new(2026, 1, 31), new(2026, 2, 1), new(2026, 6, 1) }.Select(day => engine.Assess(Coat with { Today = day }).Findings.Count));
        Assert.Equal([0, 1], new DateOnly[] { new(2026, 5, 31), new(2026, 6, 1) }.Select(day => engine.Assess(Coat with { Category = "wallet", Today = day }).Findings.Count));
    }

    [Fact]
    public void Every_list_is_named_sourced_and_speaks_of_goods_that_exist()
    {
        Assert.All(Enum.GetValues<GoodsList>(), list => AssertSpoken(RuleEdition.Current.Goods.NameOf(list)));
        Assert.All(RuleEdition.Current.Goods.Entries, entry =>
        {
            Assert.NotEmpty(entry.Source);
            Assert.All(entry.Goods, code => Assert.True(ProductCategories.TryGet(code, out _), code));
            Assert.All(entry.Groups, code => Assert.Contains(ProductCategories.Groups, group => group.Code == code));
        });
        Assert.All(RuleEdition.Current.Goods.KobutsuGoods, entry => Assert.NotEmpty(entry.Source));
        Assert.All(RuleEdition.Current.Goods.KobutsuOperators, entry => Assert.NotEmpty(entry.Source));
    }

    [Fact]
    public void Whatever_a_listing_says_it_gets_a_verdict_with_reasons() =>
        Gen.Select(Hostile, Gen.Date).Sample((listing, day) =>
        {
            var assessment = StandardsEngine.Current.Assess(listing with { Today = DateOnly.FromDateTime(day) });
            return assessment.Unmet.All(finding => finding.Message.Ja.Length > 0 && finding.Remedy!.En.Length > 0 && finding.Field!.Length > 0 && assessment.FactsUsed(finding.Rule).Count > 0)
                && assessment.CanPublish == !assessment.Findings.Any(finding => finding.Blocks);
        });

    [Fact]
    public void The_facts_that_are_kept_give_the_verdict_again_with_the_rules_read_anew()
    {
        var anew = new StandardsEngine(OwnPacks.Edition(RuleEdition.Current.Version));
        Gen.Select(Hostile, Gen.Date).Sample((listing, day) =>
        {
            var kept = JsonColumn.Read<ListingFacts>(JsonColumn.Write(listing with { Today = DateOnly.FromDateTime(day) }));
            var given = Compliance.Of(StandardsEngine.Current.Assess(kept));
            var again = Compliance.Of(anew.Assess(JsonColumn.Read<ListingFacts>(JsonColumn.Write(kept))));
            return given.SaysTheSameAs(again) && JsonColumn.Write(given) == JsonColumn.Write(again)
                && JsonColumn.Read<Compliance>(JsonColumn.Write(given)).SaysTheSameAs(given);
        });
    }

    [Fact]
    public void Every_item_rule_speaks_both_languages()
    {
        Assert.All(ItemRules.All, rule =>
        {
            AssertSpoken(rule.Title);
            AssertSpoken(rule.Message);
            AssertSpoken(rule.Remedy);
            Assert.StartsWith("ITEM-", rule.Id, StringComparison.Ordinal);
        });
    }

    private static readonly Gen<Fact> HostileFact = Gen.Select(Gen.Enum<FactCode>(), Gen.Long, Gen.String, Gen.Date).Select((code, number, text, day) =>
    {
        var definition = FactCatalogue.Of(code);
        return definition.Kind switch
        {
            FactKind.Text => new Fact(code, 0, text, FactSource.Import, Today),
            FactKind.Date => new Fact(code, DateOnly.FromDateTime(day).DayNumber, null, FactSource.Import, Today),
            FactKind.Choice => new Fact(code, Math.Abs(number % definition.Choices.Count), definition.Choices[0].Code, FactSource.Import, Today),
            _ => new Fact(code, number, null, FactSource.Import, Today),
        };
    });

    private static readonly Gen<ListingFacts> Hostile =
        Gen.Select(Gen.Int[0, ProductCategories.All.Count].Select(index => index < ProductCategories.All.Count ? ProductCategories.All[index].Code : "💣"), Gen.Enum<ListingKind>(), HostileFact.Array[0, 40], Gen.String, Gen.String, Gen.Long.Nullable(), Gen.String.Null())
            .Select((category, kind, facts, title, url, amount, number) => new ListingFacts
            {
                Today = Today,
                Kind = kind,
                Category = category,
                Facts = ItemFacts.Of(facts),
                Title = title,
                Description = title + "新品" + url,
                Offer = new() { Price = amount, DailyRate = amount, ShippingFee = amount, ReturnPolicy = number },
                Operator = new()
                {
                    Types = Enum.GetValues<OperatorType>(),
                    Licences = [new(title, url, [], title)],
                    NotifiedUrls = [new(url), new(title)],
                    ShopUrl = number,
                    InvoiceNumber = number,
                    CorporateNumber = title,
                    IsCorporation = true,
                    IsTaxable = true,
                },
            });

    private static void AssertSpoken(LocalText text) => Assert.True(text is { Ja.Length: > 0, En.Length: > 0 }, text.Ja + text.En);

    private static RulePack Pack(Rule rule) => new("test", "2026.1.1", new("試験", "Test"), [rule]);

    private static Rule Rule(DateOnly? from = null, DateOnly? to = null, RuleScope? scope = null) => new()
    {
        Id = "TEST-1",
        Clause = "only",
        Title = new("試験", "Test"),
        Remedy = new("直す", "Mend"),
        Status = RuleStatus.Policy,
        Severity = RuleSeverity.Block,
        Basis = Basis,
        EffectiveFrom = from,
        EffectiveTo = to,
        AppliesTo = scope ?? RuleScope.Everything,
        Inputs = [Inputs.Title],
        Check = static _ => CeCommerce.Standards.Check.Pass,
    };
}
