using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>When a bank may be answered.</summary>
internal static class AnswerRules
{
    /// <summary>Why not now; null when it may.</summary>
    public static UserError? RefusalOf(Dispute dispute, DisputeAnswerKind kind, DateTimeOffset now) =>
        dispute.Answers.Any(answer => answer.State == DisputeAnswerState.Asked) ? new DisputeBusy("input", "disputeId")
        : kind switch
        {
            DisputeAnswerKind.Concession => dispute.State is DisputeState.Won or DisputeState.Lost or DisputeState.Appealed ? new DisputeDecided(dispute.State, "input", "disputeId") : null,
            DisputeAnswerKind.Appeal => dispute.State switch
            {
                DisputeState.Appealed => new EvidenceAlreadySubmitted("input", "disputeId"),
                DisputeState.Lost => dispute.EvidenceDueAt is null ? new AppealNotOffered("input", "disputeId") : Again(dispute, kind, now),
                _ => new AppealNotOffered("input", "disputeId"),
            },
            DisputeAnswerKind.Inquiry or DisputeAnswerKind.Evidence => dispute.State switch
            {
                DisputeState.Won or DisputeState.Lost or DisputeState.Appealed => new DisputeDecided(dispute.State, "input", "disputeId"),
                DisputeState.UnderReview => new EvidenceAlreadySubmitted("input", "disputeId"),
                DisputeState.Warning or DisputeState.NeedsResponse => Again(dispute, kind, now),
            },
        };

    private static UserError? Again(Dispute dispute, DisputeAnswerKind kind, DateTimeOffset now) =>
        dispute.EvidenceDueAt is not { } due || dispute.Answers.Any(answer => answer.Kind == kind && answer.State == DisputeAnswerState.Accepted)
            ? new EvidenceAlreadySubmitted("input", "disputeId")
            : now >= due ? new EvidenceOverdue(due, "input", "disputeId") : null;
}
