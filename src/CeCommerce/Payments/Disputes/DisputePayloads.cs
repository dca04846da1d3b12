using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>A dispute that was answered, or why it was not.</summary>
/// <param name="Dispute">As it stands now, also where the processor refused the answer; null when there was none.</param>
/// <param name="Errors">Empty when the processor has the answer, or has not said yet whether it came.</param>
internal sealed record SubmitEvidencePayload(Dispute? Dispute, IReadOnlyList<IUserError> Errors)
{
    internal static SubmitEvidencePayload Of(Answered answered) => new(answered.Dispute, answered.Errors);
}

/// <summary>A dispute that was appealed, or why it was not.</summary>
/// <param name="Dispute">As it stands now, also where the processor refused the appeal; null when there was none.</param>
/// <param name="Errors">Empty when the processor has the appeal, or has not said yet whether it came.</param>
internal sealed record AppealDisputePayload(Dispute? Dispute, IReadOnlyList<IUserError> Errors)
{
    internal static AppealDisputePayload Of(Answered answered) => new(answered.Dispute, answered.Errors);
}

/// <summary>A dispute that was given up, or why it was not.</summary>
/// <param name="Dispute">As it stands now, also where the processor refused; null when there was none.</param>
/// <param name="Errors">Empty when the processor knows, or has not said yet whether it heard.</param>
internal sealed record ConcedeDisputePayload(Dispute? Dispute, IReadOnlyList<IUserError> Errors)
{
    internal static ConcedeDisputePayload Of(Answered answered) => new(answered.Dispute, answered.Errors);
}
