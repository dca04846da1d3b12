using System.Text;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Tests.Standards;

/// <summary>What is new with an edition blocks nothing on the shelf until the day on which its grace ends.</summary>
public sealed class EditionGraceTests
{
    private static readonly DateOnly Until = new(2027, 1, 1);

    private static readonly StandardsEngine Fifteen = Engine(15);
    private static readonly StandardsEngine Ten = Engine(10);

    /// <summary>Made in 2015, and so eleven years old.</summary>
    private static readonly ListingFacts Old = SampleListings.AirConditioner.With(SampleListings.Of(FactCode.ManufactureYear, 2015));

    [Fact]
    public void What_the_edition_in_use_was_the_first_to_refuse_has_its_grace() => Assert.Equal(Until, GraceOf(10, Old, new EditionGrace(null, Fifteen, Until)));

    [Fact]
    public void What_the_edition_before_refused_too_has_none() => Assert.Null(GraceOf(9, Old, new EditionGrace(null, Ten, Until)));

    [Fact]
    public void Grace_goes_on_under_later_editions() => Assert.Equal(Until, GraceOf(9, Old, new EditionGrace(Ten, Fifteen, Until)));

    [Fact]
    public void What_a_later_edition_without_grace_refuses_has_none() => Assert.Null(GraceOf(10, Old, new EditionGrace(Engine(12), Fifteen, Until)));

    [Fact]
    public void Of_two_graces_the_first_to_end_counts_for_what_both_give() => Assert.Equal(
        Until, GraceOf(10, Old, new EditionGrace(null, Fifteen, Until), new EditionGrace(Ten, Fifteen, Until.AddDays(9))));

    [Fact]
    public void Another_clause_that_blocks_ends_it() =>
        Assert.Null(GraceOf(10, Old.With(SampleListings.Of(FactCode.PseMark, PseMark.None)), new EditionGrace(null, Fifteen, Until)));

    [Fact]
    public void A_listing_that_may_be_published_needs_none() => Assert.Null(GraceOf(10, SampleListings.AirConditioner, new EditionGrace(null, Fifteen, Until)));

    [Fact]
    public void It_ends_with_the_day_before()
    {
        var grace = new EditionGrace(null, Fifteen, Old.Today.AddDays(1));
        Assert.Equal(grace.Until, GraceOf(10, Old, grace));
        Assert.Null(GraceOf(10, Old with { Today = grace.Until }, grace));
    }

    private static DateOnly? GraceOf(int years, ListingFacts listing, params EditionGrace[] graces)
    {
        var engine = new StandardsEngine(Engine(years).Edition) { Graces = graces };
        return engine.GraceOf(engine.Assess(listing));
    }

    private static StandardsEngine Engine(int years)
    {
        var text = Encoding.UTF8.GetString(OwnFiles.In("Packs").Single(file => file.Name == "guidelines.json").Text);
        var pack = PackReader.Read("guidelines.json", Encoding.UTF8.GetBytes(text.Replace("\"years\": 15", $"\"years\": {years}", StringComparison.Ordinal))).Pack!;
        return new(new("test", [pack, .. RuleEdition.Current.Packs.Where(other => other.Code != "guidelines")]));
    }
}
