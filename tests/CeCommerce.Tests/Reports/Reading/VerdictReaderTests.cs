using System.Text;
using CeCommerce.Listings;
using CeCommerce.Platform.Database;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Standards;

namespace CeCommerce.Tests.Reports.Reading;

/// <summary>Reports read verdicts in a way of their own; what they count is what everybody else reads.</summary>
public sealed class VerdictReaderTests
{
    private static readonly NamedWaiver Waiver = new(new(Guid.Parse("019a0000-0000-7000-8000-000000000007")), new(2027, 1, 31));

    private readonly VerdictReader _reader = new();

    public static TheoryData<string> Kept() =>
    [
        .. ((ListingFacts[])[
            SampleListings.Coat, SampleListings.AirConditioner with { Facts = ItemFacts.Empty, CosmeticGrade = null }, LeaseCases.Untold(LeaseCases.Lent("washing_machine")),
            SampleListings.Smartphone with { Facts = ItemFacts.Empty, Title = "新品同様 \"\\" },
        ]).Select(listing => JsonColumn.Write(Compliance.Of(StandardsEngine.Current.Assess(listing)))),
        JsonColumn.Write(new Compliance(AssessmentVerdict.Fail, "jp-2026.11.1", true, [new("OWN-1", "条項 \"\\", RuleVerdict.Unknown, FindingEffect.PolicyBlock, "title", []) { Waiver = Waiver }])
        {
            GraceUntil = new(2026, 12, 1),
            OwnRules = new("2026.12.1", new string('a', 64)),
        }),
        """
        {"verdict":"Fail","packVersion":"jp-2026.11.1","mayPublish":false,"findings":[
          {"rule":"LS-006","clause":"mark","verdict":"Fail","effect":"LegalBlock","field":"pseMark","message":{"ja":"a","en":"b"},"remedy":{"ja":"c","en":"d"},"facts":[]},
          {"rule":"LS-017","clause":"repairs","verdict":"Pass","effect":"None","facts":[]}],"met":["LS-001/title"]}
        """,
        $$"""{"unheard-of":{"rule":[1,{"findings":[]}]},"findings":[{"rule":"LS-1","clause":"{{new string('x', 300)}}","saw":{"rule":"no","verdict":null},"effect":"Warn","verdict":"Fail"}],"verdict":"Fail","packVersion":"p","mayPublish":true}""",
    ];

    [Theory]
    [MemberData(nameof(Kept))]
    public void What_reports_count_is_what_is_kept(string text)
    {
        var kept = JsonColumn.Read<Compliance>(text);
        foreach (var read in (Compliance[])[_reader.Read(Encoding.UTF8.GetBytes(text)), _reader.Read(Encoding.UTF8.GetBytes(text))])
        {
            Assert.Equal((kept.Verdict, kept.PackVersion, kept.MayPublish, kept.GraceUntil, kept.OwnRules), (read.Verdict, read.PackVersion, read.MayPublish, read.GraceUntil, read.OwnRules));
            Assert.Equal(kept.Findings.Select(Counted), read.Findings.Select(Counted));
            Assert.Equal(kept.Met.NamesIn(RuleEdition.Current), read.Met.NamesIn(RuleEdition.Current));
            Assert.Equal(kept.Met.Digest, read.Met.Digest);
        }

        static (string, RuleVerdict, FindingEffect, NamedWaiver?) Counted(ComplianceFinding one) => (one.Name, one.Verdict, one.Effect, one.Waiver);
    }

    [Fact]
    public void Findings_that_say_the_same_are_one_object()
    {
        var text = Encoding.UTF8.GetBytes(JsonColumn.Write(Compliance.Of(StandardsEngine.Current.Assess(SampleListings.AirConditioner with { Facts = ItemFacts.Empty }))));
        Assert.Same(_reader.Read(text).Findings[0], _reader.Read(text).Findings[0]);
    }
}
