using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Parts;
using CeCommerce.Reports.Parts.Ordinances;
using CeCommerce.Reports.Reading;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Standards;
using static CeCommerce.Tests.Reports.Parts.Reported;

namespace CeCommerce.Tests.Reports.Parts;

public sealed class OrdinancesPartTests
{
    private const string Lessors = "lessor_criteria";
    private const string Repairers = "repairer_criteria";
    private const string Refurbished = "refurbished_practice";
    private const string Across = "across_groups";
    private const string Condition = "CT-018/condition-washing-machines";
    private const string Maintenance = "CT-018/inspection-washing-machines";

    private static readonly string[] Outcomes = ["fulfilled", "not_fulfilled", "unknown"];

    private static readonly (string Group, string Category)[] Nine =
    [
        ("UNIT_AIR_CONDITIONER", "air_conditioner"), ("TELEVISION", "lcd_tv"), ("ELECTRIC_REFRIGERATOR", "refrigerator"), ("ELECTRIC_WASHING_MACHINE", "washing_machine"),
        ("METAL_STORAGE_FURNITURE", "metal_cabinet"), ("METAL_SHELF", "metal_shelf"), ("METAL_OFFICE_DESK", "metal_desk"), ("SWIVEL_CHAIR", "swivel_chair"), ("MONOCHROME_COPIER", "monochrome_copier"),
    ];

    private static readonly ListingFacts Told = LeaseCases.Lent("washing_machine");
    private static readonly ListingFacts Silent = Told.Telling(told => told with { Maintenance = null });

    [Fact]
    public void A_lease_that_tells_all_fulfils_the_criterion_and_what_it_told_is_the_evidence()
    {
        var (told, silent) = (Lent(Told).Kept(On(10, 2)), Lent(Silent).Kept(On(10, 2)));
        var drawn = Draw(told, silent);

        Assert.Equal([told.Id.ToString(), silent.Id.ToString()], drawn.Behind(Lessors, Condition, "fulfilled"));
        Assert.Equal([told.Id.ToString()], drawn.Behind(Lessors, Maintenance, "fulfilled"));
        Assert.Equal([silent.Id.ToString()], drawn.Behind(Lessors, Maintenance, "unknown"));
        Assert.Equal(0, drawn.Value(Lessors, Maintenance, "not_fulfilled"));
        Assert.Equal([told.Id.ToString()], drawn.Behind(Lessors, Maintenance, "evidence"));
        Assert.Equal(2, drawn.Value(Lessors, "CT-019/record-washing-machines", "evidence"));
        Assert.Equal(new DateOnly(2026, 10, 1), drawn.Cell(Lessors, Condition, "met_since").Day);
        Assert.Null(drawn.Cell(Lessors, Condition, "unmet_since").Day);
        Assert.Equal(new DateOnly(2026, 10, 1), drawn.Cell(Lessors, Maintenance, "unmet_since").Day);
        Assert.Contains("29(1)iii", drawn.Words(Lessors, Maintenance, "article"), StringComparison.Ordinal);
        Assert.Contains("Criterion under the Resources Act", drawn.Words(Lessors, Maintenance, "effect"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_told_of_a_lease_that_ended_is_still_evidence_and_no_longer_counted()
    {
        var drawn = Draw(Lent(Told).Kept(On(10, 2)).Moved("withdrawn", ListingState.Withdrawn, On(11, 1)));

        Assert.Equal(0, drawn.Value(Lessors, Condition, "fulfilled"));
        Assert.Equal(1, drawn.Value(Lessors, Condition, "evidence"));
    }

    [Fact]
    public void Since_when_it_is_fulfilled_goes_by_the_unbroken_run()
    {
        var drawn = Draw(Drafted(Told).Judged(On(10, 1), Told).Judged(On(10, 3), Silent).Judged(On(10, 5), Told).Judged(On(10, 7), Told.With(SampleListings.Of(FactCode.Cleaned, true))));

        Assert.Equal(new DateOnly(2026, 10, 5), drawn.Cell(Lessors, Maintenance, "met_since").Day);
        Assert.Equal(new DateOnly(2026, 10, 1), drawn.Cell(Lessors, Condition, "met_since").Day);
    }

    [Fact]
    public void Where_nothing_is_recorded_there_is_no_figure_and_it_is_said_which_record_would_show_it()
    {
        var drawn = Draw(Lent(Told).Done(ActKind.Inspection, On(10, 2)).Done(ActKind.Repair, On(10, 3)));

        Assert.All(Outcomes, outcome =>
        {
            Assert.Null(drawn.Value(Lessors, "CT-020/efficient-use-washing-machines", outcome));
            Assert.Contains("Log by which use is managed", drawn.Missing(Lessors, "CT-020/efficient-use-washing-machines", outcome), StringComparison.Ordinal);
            Assert.Null(drawn.Value(Repairers, "RS-001/told-work-washing-machines", outcome));
            Assert.Contains("repair orders", drawn.Missing(Repairers, "RS-001/told-work-washing-machines", outcome), StringComparison.Ordinal);
            Assert.Null(drawn.Value(Across, "OP-025/role-of-lessors", outcome));
        });
        Assert.Equal(2, drawn.Value(Lessors, "CT-020/efficient-use-washing-machines", "evidence"));
        Assert.Equal(1, drawn.Value(Lessors, "CT-021/evaluation-washing-machines", "evidence"));
        Assert.Null(drawn.Value(Repairers, "RS-001/told-work-washing-machines", "evidence"));
        Assert.Null(drawn.Value(Lessors, "CT-022/repair-opportunity-washing-machines", "evidence"));
    }

    [Theory]
    [InlineData(2, "fulfilled")]
    [InlineData(1, "not_fulfilled")]
    public void How_things_are_chosen_for_lease_is_judged_by_the_self_assessments_that_stand(int score, string outcome)
    {
        var context = Context() with
        {
            SelfAssessments =
            [
                Rated(SelfAssessmentItem.LeaseMaterialsSaved, "TELEVISION", 0, On(10, 1)), Rated(SelfAssessmentItem.LeaseMaterialsSaved, "TELEVISION", score, On(10, 5), last: 1),
                Rated(SelfAssessmentItem.LeaseLongUseChosen, "TELEVISION", 3, On(10, 2)), Rated(SelfAssessmentItem.LeaseLowToxicityChosen, "TELEVISION", 2, On(10, 3)),
                Rated(SelfAssessmentItem.LeaseLongUseChosen, "METAL_SHELF", 3, On(10, 2)),
            ],
        };
        var drawn = Draw(context);

        Assert.Equal(1, drawn.Value(Lessors, "LS-034/procurement-televisions", outcome));
        Assert.Equal(3, drawn.Behind(Lessors, "LS-034/procurement-televisions", outcome).Count());
        Assert.Equal(3, drawn.Value(Lessors, "LS-034/procurement-televisions", "evidence"));
        Assert.Equal(1, drawn.Value(Lessors, "LS-034/procurement-shelves", "unknown"));
        Assert.Equal(0, drawn.Value(Lessors, "LS-034/procurement-shelves", "fulfilled"));
    }

    [Fact]
    public void What_refurbished_listings_tell_stands_apart_as_policy_with_the_acts_behind_it()
    {
        var rebuilt = SampleListings.AirConditioner with { Kind = ListingKind.Refurbished, Category = "washing_machine" };
        var listing = Drafted(rebuilt).Judged(On(10, 1), rebuilt).Done(ActKind.Repair, On(10, 2)).Done(ActKind.Inspection, On(10, 3));
        var drawn = Draw(listing, listing with { Id = new(Guid.CreateVersion7()) });

        Assert.Equal(1, drawn.Value(Refurbished, "RS-001/work-washing-machines", "evidence"));
        Assert.Equal(1, drawn.Value(Refurbished, "RS-001/state-washing-machines", "evidence"));
        Assert.Null(drawn.Value(Refurbished, "RS-001/guarantee-washing-machines", "evidence"));
        Assert.Equal(2, Outcomes.Sum(outcome => drawn.Value(Refurbished, "RS-001/work-washing-machines", outcome)));
        Assert.Contains("RS-001/told-work-washing-machines", drawn.RowsOf(Repairers));
    }

    [Fact]
    public void Groups_that_are_left_out_are_named_with_the_reason()
    {
        var drawn = Draw(Lent(Told));

        Assert.All(drawn.RowsOf(Lessors), row => Assert.EndsWith("washing-machines", row, StringComparison.Ordinal));
        Assert.Equal(17, drawn.RowsOf("groups_left_out").Count());
        Assert.DoesNotContain("lessor/ELECTRIC_WASHING_MACHINE", drawn.RowsOf("groups_left_out"));
        Assert.Contains("no refurbished listing", drawn.Words("groups_left_out", "repairer/ELECTRIC_WASHING_MACHINE", "why"), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_deals_in_all_groups_sees_every_clause_of_the_pack_once()
    {
        var drawn = Draw([.. Nine.SelectMany(one => (ReportedListing[])[Lent(LeaseCases.Lent(one.Category)), Drafted(SampleListings.AirConditioner with { Kind = ListingKind.Refurbished, Category = one.Category })])]);

        Assert.Equal(
            RuleEdition.Current.Packs.Single(pack => pack.Code == "ce-commerce").Rules.Select(rule => rule.ToString()).Where(name => name != "OP-025/role-of-importers").Order(StringComparer.Ordinal),
            ((string[])[Lessors, Repairers, Refurbished, Across]).SelectMany(drawn.RowsOf).Where(name => name != "OP-025/role-of-importers").Order(StringComparer.Ordinal));
        Assert.Empty(drawn.Table("groups_left_out").Rows);
    }

    [Fact]
    public void Before_the_ordinances_came_into_force_there_is_no_criterion()
    {
        var context = Context(asOf: On(3, 31));
        var drawn = Draw(context, Lent(Told));

        Assert.Empty(drawn.RowsOf(Lessors));
        Assert.Empty(drawn.RowsOf(Repairers));
    }

    private static ReportedListing Lent(ListingFacts facts) => Drafted(facts).Judged(On(10, 1), facts).Published(On(10, 2));

    private static DrawnPart Draw(params ReportedListing[] listings) => Draw(Context(), listings);

    private static DrawnPart Draw(ReportContext context, params ReportedListing[] listings)
    {
        var dealings = new Dealings(context);
        foreach (var listing in listings)
        {
            dealings.Add(listing);
        }

        return Reported.Draw(new OrdinancesPart(context, dealings), context, listings);
    }
}
