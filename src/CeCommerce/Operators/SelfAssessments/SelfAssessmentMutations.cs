using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>How operators rate themselves.</summary>
internal sealed class SelfAssessmentMutations
{
    /// <summary>
    /// Records how the caller's operator rates itself on an item; it takes the place of the last one over the same item and goods, which stays on record. Not a
    /// certification. Refused with `SELF_ASSESSMENT_ITEM_UNKNOWN`, `SELF_ASSESSMENT_SCORE_INVALID`, `SELF_ASSESSMENT_EVIDENCE_MISSING`,
    /// `SELF_ASSESSMENT_EVIDENCE_INVALID`, `SELF_ASSESSMENT_DAY_INVALID`, `OPERATOR_NOT_FOUND` or `SELF_ASSESSMENTS_BUSY`.
    /// </summary>
    /// <param name="input">Item, score and evidence.</param>
    [Allow(Role.Operator, Scope = OperatorScopes.Write)]
    public static async Task<RecordSelfAssessmentPayload> RecordSelfAssessment(
        RecordSelfAssessmentInput input, Caller caller, [FromServices] SelfAssessmentService service, CancellationToken cancellationToken) =>
        RecordSelfAssessmentPayload.Of(await service.RecordAsync(caller, input, cancellationToken));
}
