using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Reports.Parts;
using static CeCommerce.Tests.Reports.Parts.Reported;

namespace CeCommerce.Tests.Reports.Parts;

public sealed class SelfAssessmentsPartTests
{
    private const string Table = "self_assessments";

    [Fact]
    public void The_last_score_over_each_item_and_goods_stands()
    {
        var (first, last) = (Rated(SelfAssessmentItem.Ce2, "apparel", 1, On(9, 1)), Rated(SelfAssessmentItem.Ce2, "apparel", 3, On(11, 1), last: 1));
        var drawn = Draw(first, last, Rated(SelfAssessmentItem.Ce2, null, 0, On(10, 1)), Rated(SelfAssessmentItem.LeaseLongUseChosen, "TELEVISION", 2, On(10, 1)));

        Assert.Equal(3, drawn.Value(Table, "ce2/apparel", "score"));
        Assert.Equal([last.Id.ToString()], drawn.Behind(Table, "ce2/apparel", "score"));
        Assert.Equal([last.Id.ToString()], drawn.Behind(Table, "ce2/apparel", "recorded"));
        Assert.Equal(new DateOnly(2026, 11, 1), drawn.Cell(Table, "ce2/apparel", "on").Day);
        Assert.Equal("in words: 点検表", drawn.Words(Table, "ce2/apparel", "evidence"));
        Assert.Equal(0, drawn.Value(Table, "ce2/all", "score"));
        Assert.Equal("none", drawn.Words(Table, "ce2/all", "evidence"));
        Assert.DoesNotContain(drawn.RowsOf(Table), row => row.Contains("TELEVISION", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_nobody_assessed_has_no_score()
    {
        var drawn = Draw();

        Assert.Equal(["ce1/all", "ce2/all", "ce3/all", "ce4/all", "ce5/all", "ce6/all"], drawn.RowsOf(Table));
        Assert.Null(drawn.Value(Table, "ce4/all", "score"));
        Assert.Equal("no self-assessment of this item is on record", drawn.Missing(Table, "ce4/all", "score"));
        Assert.Equal("yes", drawn.Words(Table, "ce1/all", "asked"));
    }

    [Fact]
    public void It_says_that_it_certifies_nothing() => Assert.Contains(Draw().Section.Notes, note => note.En.Contains("not a certification", StringComparison.Ordinal) && note.Ja.Contains("認証ではありません", StringComparison.Ordinal));

    private static DrawnPart Draw(params SelfAssessment[] said)
    {
        var context = Context() with { SelfAssessments = said };
        return Reported.Draw(new SelfAssessmentsPart(context), context);
    }
}
