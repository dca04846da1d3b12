using System.Text;
using CeCommerce.Platform;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CsCheck;

namespace CeCommerce.Tests.Standards;

/// <summary>Words for what is offered are a file of an edition; what is wrong in it is told with its line, all at once.</summary>
public sealed class OfferedFilesTests
{
    private static readonly string Own = Encoding.UTF8.GetString(OwnFiles.In("Packs").Single(file => file.Name == "offered-terms.json").Text);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"source\": \"Words as", "\"sauce\": \"Words as", "'source' is missing" },
        { "\"groups\": [\"home_appliance\", \"computer\"", "\"groups\": [\"home_appliance\", \"computre\"", "'computre' is no group of goods" },
        { "\"groups\": [\"home_appliance\", \"computer\"", "\"groups\": [\"home_appliance\", \"home_appliance\", \"computer\"", "'home_appliance' stands twice" },
        { "\"groups\": [\"tool\"]", "\"groups\": [\"tools\"]", "'tools' is no group of goods" },
        { "\"groups\": [\"tool\"]", "\"groups\": []", "'groups' is missing or empty" },
        { "\"except\": [\"power_bank\"", "\"except\": [\"powerbank\"", "'powerbank' is no kind of goods" },
        { "\"except\": [", "\"but\": [", "'except' is missing" },
        { "\"microwave_oven\": [", "\"micro_oven\": [", "'micro_oven' is no kind of goods" },
        { "\"microwave_oven\": [", "\"laptop\": [", "'laptop' stands twice" },
        { "\"microwave_oven\": [\"レンジ\"]", "\"microwave_oven\": \"レンジ\"", "A list of words" },
        { "\"markers\": [", "\"marker\": [", "The list 'markers' is missing" },
        { "\"markers\": [", "\"more\": [\"words\"], \"markers\": [", "Nothing asks for the list 'more'" },
        { "\"uses\": [\"用\", \"専用\", \"対応\", \"用の\", \"専用の\", \"対応の\"]", "\"uses\": []", "The list 'uses' has no words" },
        { "\"uses\": [\"用\"", "\"uses\": [\"@use\"", "There is no list 'use'" },
        { "\"uses\": [\"用\"", "\"uses\": [\"@uses\"", "stands for itself" },
        { "\"sets\": [\"点セット\"", "\"sets\": [\"組\"", "'組' has fewer than two letters" },
        { "\"offered\": \"PART\", \"when\": \"Last\"", "\"offered\": \"PIECE\", \"when\": \"Last\"", "'PIECE' is none of WHOLE, PART" },
        { "\"offered\": \"PART\", \"when\": \"Last\"", "\"offered\": \"WHOLE\", \"when\": \"Last\"", "'offered' is PART, ACCESSORY or CONSUMABLE" },
        { "\"offered\": \"PART\", \"when\": \"Last\"", "\"offered\": \"PART\"", "'when' is missing" },
        { "\"offered\": \"PART\", \"when\": \"Last\"", "\"offered\": \"PART\", \"when\": \"First\"", "'First' is none of Last, LastAlone, Said" },
        { "\"offered\": \"PART\", \"when\": \"Last\"", "\"offered\": \"PART\", \"power\": \"Steam\", \"when\": \"Last\"", "'Steam' is none of None, Battery" },
        { "\"words\": [\"パッキン\"", "\"words\": [\"ホース\"", "'ほーす' has a meaning in line" },
        { "\"words\": [\"パッキン\"", "\"words\": [\"弁\"", "'弁' has fewer than two letters" },
        { "\"words\": [\"パッキン\"", "\"words\": [\"！\"", "has no letters" },
        { "\"words\": [\"パッキン\", \"ドアパッキン\", \"排水弁\", \"給水弁\", \"糸くずボックス\", \"製氷皿\"]", "\"words\": []", "An entry has 'words'" },
        { "\"forms\": [\"lce#*\"", "\"forms\": [\"LCE#*\"", "'LCE#*' is no form of an article number" },
        { "\"forms\": [\"lce#*\"", "\"forms\": [\"##*\"", "'##*' is no form of an article number" },
        { "\"forms\": [\"lce#*\"", "\"forms\": [\"*\"", "'*' is no form of an article number" },
        { "\"forms\": [\"lce#*\"", "\"forms\": [\"\"", "is no form of an article number" },
        { "\"forms\": [\"lce#*\"", "\"forms\": [\"cb2l*\"", "'cb2l*' stands twice" },
        { "\"forms\": [\"lce#*\"", "\"forms\": [\"lpe##*\"", "'lpe##*' stands twice for one group" },
        { "\"forms\": [\"lce#*\", \"cb2l*\", \"mh##*\"]", "\"forms\": []", "names 'forms'" },
        { "\"articles\": [", "\"article\": [", "'articles' is missing" },
        { "\"articles\": [", "\"extras\": [], \"articles\": [", "'extras' is not known here" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_told_with_its_line(string right, string wrong, string reason)
    {
        Assert.Contains(right, Own, StringComparison.Ordinal);
        var read = Read(Own.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(read.Pack);
        Assert.Contains(read.Flaws, flaw => flaw is { File: "offered-terms.json", Line: > 0 } && flaw.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var text = Own.Replace("\"microwave_oven\"", "\"micro_oven\"", StringComparison.Ordinal).Replace("\"lce#*\"", "\"LCE#*\"", StringComparison.Ordinal);
        Assert.Equal([LineOf(text, "micro_oven"), LineOf(text, "LCE#*")], Read(text).Flaws.Select(flaw => flaw.Line));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"pack":"offered-terms","version":"2026.1.1","name":{"ja":"語","en":"Words"}}""")]
    [InlineData("""{"pack":"offered-terms","version":"2026.1.1","name":{"ja":"語","en":"Words"},"source":"s","groups":"tool","except":{},"goods":[],"lists":[],"heads":{},"articles":7}""")]
    public void A_file_of_another_shape_is_refused(string text) => Assert.NotEmpty(Read(text).Flaws);

    [Fact]
    public void A_word_that_an_edition_adds_is_read_by_it_alone()
    {
        Assert.True(ProductCategories.TryGet("vacuum_cleaner", out var category));
        var (words, title) = (Read(Own.Replace("[\"ホース\"", "[\"ホース\", \"蛇腹管\"", StringComparison.Ordinal)).Pack!, "パナソニック 掃除機 蛇腹管");
        Assert.Equal(RulePackKind.OfferedTerms, words.Kind);
        RulePack[] rules = [.. RuleEdition.Current.Packs.Where(pack => pack.Kind == RulePackKind.Rules)];
        Assert.Equal(
            [WhatIsOffered.Whole, WhatIsOffered.Accessory],
            new[] { Editions.Of(rules), Editions.Of([.. rules, words]) }.Select(edition => edition.Offered.Of(ItemFacts.Empty, category, title, null).Value));

        var listing = SampleListings.AirConditioner with { Category = "vacuum_cleaner", Title = title, ModelNumber = null, Facts = ItemFacts.Empty };
        var assessments = new[] { Editions.Of(rules), Editions.Of([.. rules, words]) }.Select(edition => new StandardsEngine(edition).Assess(listing)).ToList();
        Assert.Equal([true, false], assessments.Select(assessment => assessment.Unmet.Any(finding => finding.Rule.ToString() == "LS-014/identity")));
        var asks = RuleEdition.Current.Rules.First(rule => rule.Inputs.Any(input => input.Name == "whatIsOffered"));
        Assert.Equal(["WHOLE", "ACCESSORY"], assessments.Select(assessment => assessment.FactsUsed(asks).Single(fact => fact.Name == "whatIsOffered").Value));
    }

    [Fact]
    public void The_product_does_not_start_with_a_flawed_file_or_without_it()
    {
        var flawed = OwnFiles.In("Packs").Select(file => file.Name == "offered-terms.json" ? (file.Name, Encoding.UTF8.GetBytes(Own.Replace("\"lce#*\"", "\"LCE#*\"", StringComparison.Ordinal))) : file);
        Assert.Matches(@"offered-terms\.json:\d+: 'LCE#\*' is no form", Assert.Throws<StartRefused>(() => OwnPacks.Edition("test", flawed)).Error.Message.En);
        Assert.Matches(
            @"offered-terms\.json:1: The file is missing",
            Assert.Throws<StartRefused>(() => OwnPacks.Edition("test", OwnFiles.In("Packs").Where(file => file.Name != "offered-terms.json"))).Error.Message.En);
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused() => Gen.Select(Gen.Int[0, Own.Length], Gen.Int[0, 200], Gen.String).Sample((at, length, text) =>
    {
        var read = Read(Own[..at] + text + Own[Math.Min(at + length, Own.Length)..]);
        return read.Pack is not null == (read.Flaws.Count == 0);
    }, iter: 60);

    private static int LineOf(string text, string word) => text[..text.IndexOf(word, StringComparison.Ordinal)].Count(c => c == '\n') + 1;

    private static ReadPack Read(string text) => PackReader.Read("offered-terms.json", Encoding.UTF8.GetBytes(text));
}
