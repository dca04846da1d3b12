using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Standards;

namespace CeCommerce.Tests.Items;

/// <summary>What a unit is known for when acts found one thing and somebody states another.</summary>
public sealed class ItemFindingsTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void What_is_stated_stands_where_nothing_was_found()
    {
        var item = Registered(Stated("なし", "F5", "A"));
        item.Learn(Inspection(item, Day, [("電源", true)], grades: null));
        Assert.Equal((FunctionalGrade.F5, CosmeticGrade.A), (item.Condition.Functional, item.Condition.Cosmetic));
        Assert.Equal("電源○", item.Facts.Text(FactCode.TestRecord));
        Assert.Equal("なし", item.Found!.StatedFacts.All.Single().Shown);
    }

    [Fact]
    public void A_found_grade_takes_the_place_of_a_stated_one_of_its_scheme_and_of_all_of_another()
    {
        var item = Registered(Stated("x", "F5", "A"));
        item.Learn(Inspection(item, Day, [], new(null, CosmeticGrade.C, GradeScheme.Rmj2)));
        Assert.Equal(new ItemCondition(FunctionalGrade.F5, CosmeticGrade.C, GradeScheme.Rmj2), item.Condition);
        Assert.Equal(new ItemCondition(FunctionalGrade.F5, CosmeticGrade.A, GradeScheme.Rmj2), item.Found!.StatedCondition);
        item.Learn(Inspection(item, Day, [], new(null, CosmeticGrade.B, GradeScheme.Shop)));
        Assert.Equal(new ItemCondition(null, CosmeticGrade.B, GradeScheme.Shop), item.Condition);
    }

    [Fact]
    public void A_statement_that_agrees_again_is_not_kept_beside()
    {
        var item = Registered(Stated("x", "F5", "A"));
        item.Learn(Inspection(item, Day, [("電源", true)], null));
        item.Describe(Stated("y", "F5", "A"), DateTimeOffset.UnixEpoch);
        Assert.Equal("y", item.Found!.StatedFacts.All.Single().Shown);
        item.Describe(Stated("電源○", "F5", "A"), DateTimeOffset.UnixEpoch);
        Assert.Empty(item.Found!.StatedFacts.All);
        Assert.True(item.Found.Gave(item.Facts.All.Single(fact => fact.Code == FactCode.TestRecord)));
    }

    [Fact]
    public void What_was_found_ends_with_the_custody_and_stays_with_what_was_offered_before()
    {
        var item = Registered(Stated("x", "F5", "A"));
        item.Learn(Inspection(item, Day, [("電源", true)], null));
        var past = item.AsPast();
        item.PassTo(new(Guid.CreateVersion7()), null, Stated("z", "F4", "B"), DateTimeOffset.UnixEpoch);
        Assert.Null(item.Found);
        Assert.Equal("z", item.Facts.Text(FactCode.TestRecord));
        Assert.True(item.As(past).Found!.Gave(item.As(past).Facts.All.Single()));
    }

    [Fact]
    public void A_repair_that_was_recorded_late_is_told_in_the_order_of_the_days()
    {
        var item = Registered(Stated("x", "F5", "A"));
        var first = Act.Of(new(Guid.CreateVersion7()), item, 1, Repair(Day, PartsOrigin.Compatible), ItemFacts.Empty, DateTimeOffset.UnixEpoch);
        var facts = FactsOfActs.Of(Repair(Day.AddDays(-1), PartsOrigin.Genuine), [first]);
        Assert.Equal("修理 Compatible(2026-11-20)、修理 Genuine(2026-11-19)", facts.Text(FactCode.Repairs));
        Assert.Equal(PartsOrigin.Compatible, facts.Choice<PartsOrigin>(FactCode.PartsOrigin));
        Assert.All(facts.All, fact => Assert.Equal(Day, fact.ObservedOn));
    }

    [Fact]
    public void Every_fact_that_follows_from_an_act_by_itself_is_no_finding_of_an_inspection()
    {
        var erased = FactsOfActs.Of(
            new(ActKind.Erasure, Day, ActPerformer.OwnStaff, ActResult.Succeeded, new() { ErasureMethod = ErasureMethod.Clear, ErasureStandard = "s" }, ItemFacts.Empty) { Tool = "t" }, []);
        var inspected = FactsOfActs.Of(
            new(ActKind.Inspection, Day, ActPerformer.OwnStaff, ActResult.Failed, new() { Checklist = [new("c", false)], Cleaned = false }, ItemFacts.Empty), []);
        var repaired = FactsOfActs.Of(Repair(Day, PartsOrigin.Reused), []);
        Assert.All(erased.All.Concat(inspected.All).Concat(repaired.All), fact => Assert.False(FactsOfActs.MayBeInspected(fact.Code)));
    }

    private static Item Registered(ItemDescription description) => Item.Register(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), null, description, DateTimeOffset.UnixEpoch);

    private static ItemDescription Stated(string test, string functional, string cosmetic) => new(
        new(null, null, "x", null, "power_tool"),
        new(Enum.Parse<FunctionalGrade>(functional), Enum.Parse<CosmeticGrade>(cosmetic), GradeScheme.Rmj2),
        ItemFacts.Of(Fact.Of(FactCode.TestRecord, test, FactSource.Operator, Day)), null, []);

    private static Act Inspection(Item item, DateOnly on, (string Name, bool Passed)[] checks, ItemCondition? grades)
    {
        var work = new DoneWork(
            ActKind.Inspection, on, ActPerformer.OwnStaff, ActResult.Succeeded,
            new() { Checklist = [.. checks.Select(check => new ActCheck(check.Name, check.Passed))], Grades = grades }, ItemFacts.Empty);
        return Act.Of(new(Guid.CreateVersion7()), item, 1, work, FactsOfActs.Of(work, []), DateTimeOffset.UnixEpoch);
    }

    private static DoneWork Repair(DateOnly on, PartsOrigin origin) => new(
        ActKind.Repair, on, ActPerformer.OwnStaff, ActResult.Succeeded, new() { Work = $"修理 {origin}", Parts = [new("p", origin, 1)] }, ItemFacts.Empty);
}
