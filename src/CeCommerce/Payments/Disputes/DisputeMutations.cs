using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Payments.Disputes;

/// <summary>What is said to buyers' banks.</summary>
internal sealed class DisputeMutations
{
    /// <summary>
    /// Makes the evidence of a dispute, as `evidencePath` shows it, and hands it in to the buyer's bank, which takes it once; an inquiry is answered in the same way. What became of it stands in
    /// `answers`. Refused with `DISPUTE_NOT_FOUND`, `DISPUTE_OF_SEVERAL_OPERATORS`, `DISPUTE_DECIDED`, `EVIDENCE_ALREADY_SUBMITTED`, `EVIDENCE_OVERDUE`, `EVIDENCE_FONT_MISSING`, `DISPUTE_BUSY`,
    /// `DISPUTE_ANSWER_REFUSED` or `DISPUTE_PROCESSOR_UNAVAILABLE`.
    /// </summary>
    /// <param name="input">Which.</param>
    [Allow(Role.Operator, Role.Platform, Scope = DisputeScopes.Write)]
    public static async Task<SubmitEvidencePayload> SubmitEvidence(SubmitEvidenceInput input, Caller caller, [FromServices] AnswerService answers, CancellationToken cancellationToken) =>
        SubmitEvidencePayload.Of(await answers.SubmitAsync(caller, input, cancellationToken));

    /// <summary>
    /// Asks the bank to look once more at a dispute that was lost, with the evidence as it is now, where the bank offers that (`evidenceDueAt` says until when). Refused with `DISPUTE_NOT_FOUND`,
    /// `DISPUTE_OF_SEVERAL_OPERATORS`, `APPEAL_NOT_OFFERED`, `APPEAL_REASON_INVALID`, `EVIDENCE_ALREADY_SUBMITTED`, `EVIDENCE_OVERDUE`, `EVIDENCE_FONT_MISSING`, `DISPUTE_BUSY`,
    /// `DISPUTE_ANSWER_REFUSED` or `DISPUTE_PROCESSOR_UNAVAILABLE`.
    /// </summary>
    /// <param name="input">Which, and why.</param>
    [Allow(Role.Operator, Role.Platform, Scope = DisputeScopes.Write)]
    public static async Task<AppealDisputePayload> AppealDispute(AppealDisputeInput input, Caller caller, [FromServices] AnswerService answers, CancellationToken cancellationToken) =>
        AppealDisputePayload.Of(await answers.AppealAsync(caller, input, cancellationToken));

    /// <summary>
    /// Says to the bank that the money is the buyer's: the dispute is lost, which cannot be undone. Refused with `DISPUTE_NOT_FOUND`, `DISPUTE_OF_SEVERAL_OPERATORS`, `DISPUTE_DECIDED`,
    /// `DISPUTE_BUSY`, `DISPUTE_ANSWER_REFUSED` or `DISPUTE_PROCESSOR_UNAVAILABLE`.
    /// </summary>
    /// <param name="input">Which.</param>
    [Allow(Role.Operator, Role.Platform, Scope = DisputeScopes.Write)]
    public static async Task<ConcedeDisputePayload> ConcedeDispute(ConcedeDisputeInput input, Caller caller, [FromServices] AnswerService answers, CancellationToken cancellationToken) =>
        ConcedeDisputePayload.Of(await answers.ConcedeAsync(caller, input, cancellationToken));
}
