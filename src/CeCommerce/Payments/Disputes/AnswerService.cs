using System.Security.Cryptography;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

/// <summary>What came of answering a bank.</summary>
internal sealed record Answered(Dispute? Dispute, IReadOnlyList<IUserError> Errors);

/// <summary>Answers buyers' banks for operators and the platform: the wish is committed before the processor hears of it, and whoever repeats it is told what became of it.</summary>
internal sealed class AnswerService(CommerceDatabase database, IdempotencyKeys keys, IEnumerable<IMakeEvidence> makers, AnswerSending sending, PaymentClock clock)
{
    private const int LongestReason = 2_000;

    private readonly AtomicChanges _changes = new(database, keys, new DisputeBusy("input"));

    public Task<Answered> SubmitAsync(Caller caller, SubmitEvidenceInput input, CancellationToken cancellationToken)
    {
        var wish = new AnswerWish(caller, input.DisputeId) { KindOf = dispute => dispute.State == DisputeState.Warning ? DisputeAnswerKind.Inquiry : DisputeAnswerKind.Evidence };
        return AnswerAsync(new(caller, "submitEvidence", input.IdempotencyKey, input with { IdempotencyKey = "" }), wish, cancellationToken);
    }

    public async Task<Answered> AppealAsync(Caller caller, AppealDisputeInput input, CancellationToken cancellationToken) => input.Reason.Trim().Length is 0 or > LongestReason
        ? new(null, [new AppealReasonInvalid("input", "reason")])
        : await AnswerAsync(
            new(caller, "appealDispute", input.IdempotencyKey, input with { IdempotencyKey = "" }),
            new(caller, input.DisputeId) { KindOf = _ => DisputeAnswerKind.Appeal, Appeal = input.Reason.Trim() },
            cancellationToken);

    public Task<Answered> ConcedeAsync(Caller caller, ConcedeDisputeInput input, CancellationToken cancellationToken) => AnswerAsync(
        new(caller, "concedeDispute", input.IdempotencyKey, input with { IdempotencyKey = "" }),
        new(caller, input.DisputeId) { KindOf = _ => DisputeAnswerKind.Concession },
        cancellationToken);

    private async Task<Answered> AnswerAsync(KeyedRequest request, AnswerWish wish, CancellationToken cancellationToken)
    {
        AnswerToSend? made = null;
        var outcome = await _changes.OnceAsync(
            request,
            async () =>
            {
                made = null;
                var (found, refusal) = await MakeAsync(wish, cancellationToken);
                made = found;
                return refusal is null ? new Id(found!.Answer.Id) : Outcome<Id>.Refused(refusal);
            },
            id => id.Value.ToString(),
            name => Task.FromResult(new Id(TypedId.Parse<DisputeAnswerId>(name))),
            cancellationToken);
        if (!outcome.Try(out var id, out var error))
        {
            return new(null, [error]);
        }

        if (made is not null)
        {
            await sending.SendAsync(made, cancellationToken);
        }

        return await ShowAsync(id.Value, cancellationToken);
    }

    private async Task<(AnswerToSend? Made, IUserError? Refusal)> MakeAsync(AnswerWish wish, CancellationToken cancellationToken)
    {
        if (await FindAsync(wish, cancellationToken) is not { } found)
        {
            return (null, new DisputeNotFound("input", "disputeId"));
        }

        var (dispute, payment) = found;
        var kind = wish.KindOf(dispute);
        if ((Foreign(payment, wish.By) ?? AnswerRules.RefusalOf(dispute, kind, clock.Now)) is { } refusal)
        {
            return (null, refusal);
        }

        Evidence? evidence = null;
        if (kind != DisputeAnswerKind.Concession)
        {
            var maker = makers.SingleOrDefault(maker => maker.Kind == payment.PurposeKind);
            if (maker is null || await maker.MakeAsync(dispute, payment.PurposeId, wish.By, cancellationToken) is not { } pack)
            {
                return (null, new DisputeNotFound("input", "disputeId"));
            }

            if (!pack.Try(out evidence, out var unmade))
            {
                return (null, unmade);
            }
        }

        var answer = dispute.Answer(kind, evidence is null ? null : Convert.ToHexStringLower(SHA256.HashData(evidence.Pdf)), clock);
        database.Note(HistoryEntry.Of(dispute.Id, "answer_asked", wish.By, clock.Now, null, new { answer.Kind, answer.PackSha256 }));
        return (new(answer, dispute, evidence, wish.Appeal), null);
    }

    private async Task<(Dispute Dispute, Payment Payment)?> FindAsync(AnswerWish wish, CancellationToken cancellationToken)
    {
        var dispute = await database.Set<Dispute>().SingleOrDefaultAsync(x => x.Id == wish.Dispute, cancellationToken);
        var payment = dispute is null ? null : await database.Set<Payment>().AsNoTracking().SingleAsync(x => x.Id == dispute.PaymentId, cancellationToken);
        return payment is not null && (wish.By.Role == Role.Platform || payment.Shares.Any(share => share.OperatorId.Value == wish.By.OperatorId)) ? (dispute!, payment) : null;
    }

    private static DisputeOfSeveralOperators? Foreign(Payment payment, Caller caller) =>
        caller.Role == Role.Platform || payment.Shares.All(share => share.OperatorId.Value == caller.OperatorId) ? null : new("input", "disputeId");

    private async Task<Answered> ShowAsync(DisputeAnswerId id, CancellationToken cancellationToken)
    {
        var dispute = await database.Set<Dispute>().AsNoTracking().SingleAsync(x => x.Answers.Any(answer => answer.Id == id), cancellationToken);
        var answer = dispute.Answers.Single(answer => answer.Id == id);
        return new(dispute, answer.State switch
        {
            DisputeAnswerState.Refused => [new DisputeAnswerRefused(answer.Reason ?? "refused", "input")],
            DisputeAnswerState.NotReceived => [new DisputeProcessorUnavailable("input")],
            DisputeAnswerState.Asked or DisputeAnswerState.Accepted => [],
        });
    }

    private sealed record Id(DisputeAnswerId Value);

    /// <summary>Who says what to whom.</summary>
    private sealed record AnswerWish(Caller By, DisputeId Dispute)
    {
        public required Func<Dispute, DisputeAnswerKind> KindOf { get; init; }

        public string? Appeal { get; init; }
    }
}

/// <summary>An answer that is committed and has not been handed in.</summary>
/// <param name="Evidence">Null for a concession.</param>
/// <param name="Appeal">Why it was decided wrongly; null where it is none.</param>
internal sealed record AnswerToSend(DisputeAnswer Answer, Dispute Dispute, Evidence? Evidence, string? Appeal);
