using System.Text;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CsCheck;

namespace CeCommerce.Tests.Standards;

/// <summary>Lists of goods and words of claims are files of an edition; what is wrong in them is told with its line, all at once.</summary>
public sealed class ListFilesTests
{
    private const string Goods = """
        {
          "pack": "goods-lists",
          "version": "2026.11.1",
          "name": { "ja": "一覧", "en": "Lists" },
          "lists": [
            {
              "list": "phones", "nameJa": "端末", "nameEn": "Phones",
              "entries": [
                { "goods": ["smartphone"], "validFrom": null, "validTo": "2026-01-01", "source": "Act 1" },
                { "goods": ["smartphone", "tablet"], "validFrom": "2026-01-01", "validTo": null, "source": "Act 2" },
                { "groups": ["apparel"], "validFrom": "2026-01-01", "validTo": null, "source": "Act 3" }
              ]
            }
          ],
          "kobutsuOperators": [
            { "types": ["REFURBISHER"], "validFrom": null, "validTo": null, "source": "Act 4" }
          ],
          "kobutsuGoods": [
            {
              "category": "CLOTHING",
              "entries": [
                { "groups": ["apparel"], "validFrom": null, "validTo": "2026-01-01", "source": "Act 5" },
                { "groups": ["apparel"], "goods": ["backpack"], "validFrom": "2026-01-01", "validTo": null, "source": "Act 6" }
              ]
            },
            {
              "category": "LEATHER_RUBBER",
              "entries": [
                { "goods": ["backpack"], "validFrom": null, "validTo": "2026-01-01", "source": "Act 7" }
              ]
            },
            {
              "category": "HOUSEHOLD_GOODS",
              "entries": [
                { "groups": ["home_appliance", "computer", "phone", "office_machine", "office_furniture", "furniture", "watch_jewellery", "camera", "game", "audio", "tool", "bicycle"], "validFrom": null, "validTo": null, "source": "Act 8" },
                { "groups": ["musical_instrument", "baby", "sports", "household", "book"], "goods": ["sneakers", "leather_shoes", "handbag", "wallet"], "validFrom": null, "validTo": null, "source": "Act 9" }
              ]
            }
          ]
        }
        """;

    private static readonly string Words = Encoding.UTF8.GetString(OwnFiles.In("Packs").Single(file => file.Name == "claim-terms.json").Text);

    public static TheoryData<string, string, int, string> WrongGoods => new()
    {
        { "\"list\": \"phones\"", "\"list\": \"fones\"", 6, "'fones' is no list of goods" },
        { "\"tablet\"", "\"tabelt\"", 10, "'tabelt' is no kind of goods" },
        { "\"apparel\"", "\"aparel\"", 11, "'aparel' is no group of goods" },
        { ", \"source\": \"Act 2\"", "", 10, "'source' is missing" },
        { "\"source\": \"Act 2\"", "\"source\": \"\"", 10, "text that is not empty" },
        { "\"validFrom\": \"2026-01-01\", \"validTo\": null, \"source\": \"Act 2\"", "\"validFrom\": \"2025-12-31\", \"validTo\": null, \"source\": \"Act 2\"", 10, "smartphone on phones: overlaps line 9, which holds until 2026-01-01" },
        { "\"validFrom\": \"2026-01-01\", \"validTo\": null, \"source\": \"Act 2\"", "\"validFrom\": \"2026-01-02\", \"validTo\": null, \"source\": \"Act 2\"", 10, "smartphone on phones: a gap since 2026-01-01" },
        { "\"validTo\": \"2026-01-01\"", "\"validTo\": null", 10, "overlaps line 9, which holds until further notice" },
        { "\"validFrom\": \"2026-01-01\", \"validTo\": null, \"source\": \"Act 3\"", "\"validFrom\": \"2026-01-01\", \"validTo\": \"2026-01-01\", \"source\": \"Act 3\"", 11, "ends before it begins" },
        { "[\"apparel\"]", "[]", 11, "names 'goods' or 'groups'" },
        { "\"validFrom\": \"2026-01-01\", \"validTo\": null, \"source\": \"Act 3\"", "\"validfrom\": \"2026-01-01\", \"source\": \"Act 3\"", 11, "'validfrom' is not known here" },
        { "\"2026-01-01\", \"source\": \"Act 1\"", "\"1st January\", \"source\": \"Act 1\"", 9, "is a day such as" },
        { "\"REFURBISHER\"", "\"REFURBISHER\", \"REFURBISHER\"", 16, "REFURBISHER among kobutsuOperators: overlaps" },
        { "\"REFURBISHER\"", "\"TINKER\"", 16, "'TINKER' is none of" },
        { "\"kobutsuOperators\"", "\"operators\"", 1, "'kobutsuOperators' is missing" },
        { "\"kobutsuGoods\"", "\"goodsOfDealers\"", 1, "'kobutsuGoods' is missing" },
        { "\"CLOTHING\"", "\"CLOTHS\"", 20, "'CLOTHS' is none of ART, CLOTHING" },
        { "\"CLOTHING\"", "\"LEATHER_RUBBER\"", 26, "'LEATHER_RUBBER' stands in line 19 too" },
        { "\"sneakers\"", "\"snikers\"", 36, "'snikers' is no kind of goods" },
        { "\"sneakers\", ", "", 18, "sneakers is in no category of kobutsuGoods" },
        { "\"sneakers\"", "\"coat\"", 36, "coat among kobutsuGoods: overlaps line 22, which holds until 2026-01-01" },
        { "\"2026-01-01\", \"source\": \"Act 5\"", "\"2025-12-01\", \"source\": \"Act 5\"", 23, "coat among kobutsuGoods: a gap since 2025-12-01" },
        { "\"2026-01-01\", \"source\": \"Act 7\"", "\"2026-01-02\", \"source\": \"Act 7\"", 23, "backpack among kobutsuGoods: overlaps line 29, which holds until 2026-01-02" },
        { "\"validTo\": null, \"source\": \"Act 8\"", "\"validTo\": \"2030-01-01\", \"source\": \"Act 8\"", 35, "smartphone among kobutsuGoods: nothing holds from 2030-01-01 on" },
        { "\"validFrom\": null, \"validTo\": null, \"source\": \"Act 8\"", "\"validFrom\": \"2020-01-01\", \"validTo\": null, \"source\": \"Act 8\"", 35, "smartphone among kobutsuGoods: nothing holds before 2020-01-01" },
        { ", \"source\": \"Act 8\"", "", 35, "'source' is missing" },
        { "\"source\": \"Act 9\"", "\"source\": \"\"", 36, "text that is not empty" },
    };

    public static TheoryData<string, string, string> WrongWords => new()
    {
        { "\"source\": \"Words as", "\"sauce\": \"Words as", "'source' is missing" },
        { "\"methods\": [", "\"metods\": [", "The list 'methods' is missing" },
        { "\"methods\": [", "\"more\": [\"words\"], \"methods\": [", "Nothing asks for the list 'more'" },
        { "\"@parts\"", "\"@prats\"", "There is no list 'prats'" },
        { "\"parts\": [\n      \"バッテリー\"", "\"parts\": [\n      \"@parts\", \"バッテリー\"", "stands for itself" },
        { "\"claim\": \"Cheapest\"", "\"claim\": \"Cheap\"", "'Cheap' is none of New" },
        { "\"endings\": \"price\"", "\"endings\": \"prize\"", "'endings' names none of" },
        { "\"words\": [\"as new\"]", "\"words\": [\"n\"]", "fewer than two letters" },
        { "\"words\": [\"as new\"]", "\"words\": [\"新品\"]", "'新品' makes another claim in line" },
        { "\"words\": [\"as new\"]", "\"words\": [\"！\"]", "has no letters" },
        { "\"partsAreFitted\": true", "\"partsAreFited\": true", "'partsAreFited' is not known here" },
    };

    [Fact]
    public void Lists_become_what_goods_are_on_them()
    {
        var read = ReadGoods(Goods);
        Assert.Empty(read.Flaws);
        var lists = read.Pack!.Goods!;
        Assert.Equal((RulePackKind.GoodsLists, "Phones"), (read.Pack.Kind, lists.NameOf(Assert.Single(lists.All)).En));
        Assert.Equal(
            [true, true, false, true],
            [On("smartphone", new(2025, 12, 31)), On("smartphone", new(2026, 1, 1)), On("tablet", new(2025, 12, 31)), On("coat", new(2026, 1, 1))]);
        bool On(string goods, DateOnly day) => ProductCategories.TryGet(goods, out var category) && lists.Contains(GoodsList.Phones, category, day);
    }

    [Fact]
    public void Goods_move_from_one_category_of_permits_to_another_on_a_day()
    {
        var lists = ReadGoods(Goods).Pack!.Goods!;
        Assert.Equal(
            [KobutsuCategory.LeatherRubber, KobutsuCategory.Clothing, KobutsuCategory.Clothing, null],
            new[] { lists.KobutsuOf("backpack", new(2025, 12, 31)), lists.KobutsuOf("backpack", new(2026, 1, 1)), lists.KobutsuOf("coat", new(2025, 12, 31)), lists.KobutsuOf("moon_rock", new(2026, 1, 1)) });
    }

    [Fact]
    public void A_verdict_asks_for_the_category_of_its_edition_and_day()
    {
        RulePack[] rules = [.. RuleEdition.Current.Packs.Where(pack => pack.Kind == RulePackKind.Rules)];
        var moved = new StandardsEngine(new("moved", [.. rules, MovedBackpacks(), .. RuleEdition.Current.Packs.Where(pack => pack.Kind is RulePackKind.ClaimTerms or RulePackKind.OfferedTerms)]));
        var dealer = SampleListings.Coat.Operator with
        {
            Licences = [new("301010000001", "東京都公安委員会", [KobutsuCategory.Clothing], "株式会社甲", new(2020, 4, 1)), new("301010000002", "東京都公安委員会", [KobutsuCategory.Books], "株式会社甲", new(2024, 4, 1))],
        };
        var backpack = SampleListings.Coat with { Category = "backpack", Operator = dealer };
        Assert.Equal(
            ["Fail LEATHER_RUBBER 301010000002", "Fail LEATHER_RUBBER 301010000002", "Pass  301010000001"],
            new[]
            {
                Asked(StandardsEngine.Current, backpack with { Today = new(2026, 6, 1) }),
                Asked(moved, backpack with { Today = new(2026, 5, 31) }),
                Asked(moved, backpack with { Today = new(2026, 6, 1) }),
            });
        static string Asked(StandardsEngine engine, ListingFacts listing)
        {
            var assessment = engine.Assess(listing);
            var finding = assessment.Findings.Single(finding => finding.Rule.ToString() == "OP-002/category");
            var shown = assessment.FactsUsed(assessment.Findings.Single(one => one.Rule.ToString() == "OP-001/format").Rule).Single(fact => fact.Name == "operator.licence");
            return $"{finding.Verdict} {(finding.Reason is { } reason ? reason.Values[0] : "")} {shown.Value}";
        }
    }

    [Fact]
    public void Lists_from_before_leave_the_category_of_permits_to_what_the_product_says()
    {
        var older = Editions.GoodsLists("");
        Assert.Empty(older.Goods!.KobutsuGoods);
        Assert.All(ProductCategories.All, category => Assert.Equal(
            RuleEdition.Current.Goods.KobutsuOf(category, new(2026, 11, 1)), Editions.Of(older).Goods.KobutsuOf(category, new(2026, 11, 1))));
        Assert.Empty(PackReader.ReadStored("goods-lists.json", Encoding.UTF8.GetBytes(Goods.Replace("\"sneakers\", ", "", StringComparison.Ordinal))).Flaws);
    }

    [Theory]
    [MemberData(nameof(WrongGoods))]
    public void What_is_wrong_in_lists_is_told_with_its_line(string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Goods, StringComparison.Ordinal);
        var read = ReadGoods(Goods.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Pack);
        Assert.Contains(read.Flaws, flaw => flaw.File == "goods-lists.json" && flaw.Line == line && flaw.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() => Assert.Equal(
        [6, 10, 11],
        ReadGoods(Goods.Replace("\"phones\"", "\"fones\"", StringComparison.Ordinal).Replace("\"tablet\"", "\"tabelt\"", StringComparison.Ordinal).Replace("\"Act 3\"", "\"\"", StringComparison.Ordinal))
            .Flaws.Select(flaw => flaw.Line));

    [Theory]
    [MemberData(nameof(WrongWords))]
    public void What_is_wrong_in_words_is_told_with_its_line(string right, string wrong, string reason)
    {
        Assert.Contains(right, Words, StringComparison.Ordinal);
        var read = ReadWords(Words.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Pack);
        Assert.Contains(read.Flaws, flaw => flaw is { File: "claim-terms.json", Line: > 0 } && flaw.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_that_an_edition_adds_is_read_by_it_alone()
    {
        var words = ReadWords(Words.Replace("[\"as new\"]", "[\"as new\", \"ぴかぴか新\"]", StringComparison.Ordinal)).Pack!;
        var listing = SampleListings.Coat with { Title = "ぴかぴか新です", CosmeticGrade = CosmeticGrade.C };
        RulePack[] rules = [.. RuleEdition.Current.Packs.Where(pack => pack.Kind == RulePackKind.Rules)];
        Assert.Equal([false, true], new[] { Editions.Of(rules), Editions.Of([.. rules, words]) }
            .Select(edition => new StandardsEngine(edition).Assess(listing).Unmet.Any(finding => finding.Rule.CheckName == "claim.like-new-graded")));
    }

    [Fact]
    public void The_product_does_not_start_with_a_list_that_overlaps()
    {
        var files = OwnFiles.In("Packs").Select(file => file.Name == "goods-lists.json" ? (file.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Text).Replace(
            "\"validFrom\": null, \"validTo\": \"2025-12-25\"", "\"validFrom\": null, \"validTo\": \"2025-12-25\", \"source\": \"again\" }, { \"goods\": [\"infant_bed\"], \"validFrom\": \"2025-12-24\", \"validTo\": null", StringComparison.Ordinal))) : file);
        var refused = Assert.Throws<StartRefused>(() => OwnPacks.Edition("test", files));
        Assert.Equal("OWN_RULES_FLAWED", refused.Error.Code);
        Assert.Matches(@"goods-lists\.json:\d+: infant_bed on psc_goods: overlaps line \d+, which holds until 2025-12-25\.", refused.Error.Message.En);
    }

    [Fact]
    public void The_product_does_not_start_without_a_list_that_rules_refer_to()
    {
        var files = OwnFiles.In("Packs").Select(file => file.Name == "goods-lists.json" ? (file.Name, Encoding.UTF8.GetBytes(Goods)) : file);
        Assert.Contains("'pse_goods' is missing", Assert.Throws<StartRefused>(() => OwnPacks.Edition("test", files)).Error.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_file_of_lists_holds_it_is_read_or_refused() => Gen.Select(Gen.Int[0, Goods.Length], Gen.Int[0, 40], Gen.String).Sample((at, length, text) =>
    {
        var read = ReadGoods(Goods[..at] + text + Goods[Math.Min(at + length, Goods.Length)..]);
        return read.Pack is not null == (read.Flaws.Count == 0);
    });

    [Fact]
    public void Whatever_a_file_of_words_holds_it_is_read_or_refused() => Gen.Select(Gen.Int[0, Words.Length], Gen.Int[0, 200], Gen.String).Sample((at, length, text) =>
    {
        var read = ReadWords(Words[..at] + text + Words[Math.Min(at + length, Words.Length)..]);
        return read.Pack is not null == (read.Flaws.Count == 0);
    }, iter: 60);

    private static RulePack MovedBackpacks() => ReadGoods(Encoding.UTF8.GetString(OwnFiles.In("Packs").Single(file => file.Name == "goods-lists.json").Text)
        .Replace("\"groups\": [\"shoes_bags\"], \"validFrom\": null, \"validTo\": null, \"source\": \"古物営業法施行規則", "\"goods\": [\"sneakers\", \"leather_shoes\", \"handbag\", \"wallet\"], \"validFrom\": null, \"validTo\": null, \"source\": \"same\" }, { \"goods\": [\"backpack\"], \"validFrom\": null, \"validTo\": \"2026-06-01\", \"source\": \"古物営業法施行規則", StringComparison.Ordinal)
        .Replace("\"groups\": [\"apparel\"], \"validFrom\": null, \"validTo\": null, \"source\": \"古物営業法施行規則", "\"goods\": [\"backpack\"], \"validFrom\": \"2026-06-01\", \"validTo\": null, \"source\": \"moved\" }, { \"groups\": [\"apparel\"], \"validFrom\": null, \"validTo\": null, \"source\": \"古物営業法施行規則", StringComparison.Ordinal)).Pack!;

    private static ReadPack ReadGoods(string text) => PackReader.Read("goods-lists.json", Encoding.UTF8.GetBytes(text));

    private static ReadPack ReadWords(string text) => PackReader.Read("claim-terms.json", Encoding.UTF8.GetBytes(text));
}
