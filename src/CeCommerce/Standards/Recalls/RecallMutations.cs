using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Standards.Recalls;

/// <summary>Keeping the recall lists.</summary>
internal sealed class RecallMutations
{
    /// <summary>
    /// Takes recalls of a list in, all or none. Listings on the shelf that one in force concerns are looked at again at once and
    /// come off it (LS-015). Refusals: `RECALL_VALUE_INVALID`, `RECALLS_CHANGED_MEANWHILE`,
    /// `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_REUSED`, `REQUEST_STILL_RUNNING`.
    /// </summary>
    /// <param name="input">The list.</param>
    [Allow(Role.Platform, Scope = "platform")]
    public static async Task<AddRecallsPayload> AddRecalls(
        AddRecallsInput input, Caller caller, [FromServices] RecallService service, [FromServices] TimeProvider clock, CancellationToken cancellationToken)
    {
        var notices = input.Recalls.Select(recall => recall.AsNotice()).ToList();
        IReadOnlyList<RecallValueInvalid> flaws = RecallLimits.CheckSource(input.Source) is { } invalid ? [invalid] : RecallLimits.Check(notices, clock.Today());
        return flaws.Count > 0
            ? AddRecallsPayload.Refused(flaws)
            : AddRecallsPayload.Of(await service.AddAsync(caller, input.Source, notices, input.IdempotencyKey, cancellationToken));
    }

    /// <summary>
    /// Gives a recall an end, or another one. Listings that it kept off the shelf can be published from that day on. Refusals:
    /// `RECALL_NOT_FOUND`, `RECALL_VALUE_INVALID`, `RECALLS_CHANGED_MEANWHILE`, `IDEMPOTENCY_KEY_INVALID`, `IDEMPOTENCY_KEY_REUSED`,
    /// `REQUEST_STILL_RUNNING`.
    /// </summary>
    /// <param name="input">The recall and the day.</param>
    [Allow(Role.Platform, Scope = "platform")]
    public static async Task<EndRecallPayload> EndRecall(EndRecallInput input, Caller caller, [FromServices] RecallService service, CancellationToken cancellationToken) =>
        EndRecallPayload.Of(await service.EndAsync(caller, input.RecallId, input.EndedOn, input.IdempotencyKey, cancellationToken));
}
