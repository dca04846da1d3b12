using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Reports.Document;
using CeCommerce.Standards;

namespace CeCommerce.Reports.Parts;

/// <summary>A self-assessment as a row behind a figure.</summary>
internal static class SelfAssessmentRow
{
    public static RowBehind Of(SelfAssessment one)
    {
        var item = Terms<SelfAssessmentItem>.Of(one.Item);
        return new(
            RowKind.SelfAssessment, one.Id.ToString(), one.RecordedAt, one.ProductGroup is { } goods ? $"{item.Code} {goods}" : item.Code,
            new($"{item.Name.Ja}: {one.Score}点、{ReportText.Of(one.AssessedOn)}", $"{item.Name.En}: score {one.Score}, {ReportText.Of(one.AssessedOn)}"));
    }
}
