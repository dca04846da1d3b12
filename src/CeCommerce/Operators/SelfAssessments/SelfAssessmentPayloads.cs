using CeCommerce.Platform;

namespace CeCommerce.Operators.SelfAssessments;

/// <summary>A self-assessment that was recorded, or why it was not.</summary>
/// <param name="SelfAssessment">Null when refused.</param>
/// <param name="Errors">Empty when it was recorded.</param>
internal sealed record RecordSelfAssessmentPayload(SelfAssessment? SelfAssessment, IReadOnlyList<IUserError> Errors)
{
    internal static RecordSelfAssessmentPayload Of(Outcome<SelfAssessment> outcome) => outcome.Error is { } error ? new(null, [error]) : new(outcome.Value, []);
}
