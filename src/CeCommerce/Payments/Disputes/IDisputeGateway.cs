using CeCommerce.Platform;

namespace CeCommerce.Payments.Disputes;

/// <summary>
/// What a processor says of disputes, and what is said to it, in our own words. Faults throw <see cref="PaymentGatewayUnavailable"/>: whether an answer came is then unknown, and the dispute says it.
/// </summary>
internal interface IDisputeGateway
{
    string Name { get; }

    /// <summary>All disputes of a charge as they are now, the oldest first.</summary>
    Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken);

    /// <summary>One as it is now; null when the processor knows none of that name.</summary>
    Task<DisputeWord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A part of those of all charges that were opened since, the newest first.</summary>
    /// <param name="since">Null for all.</param>
    /// <param name="after">What <see cref="DisputePage.Next"/> said; null for the first part.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<DisputePage> SinceAsync(DateTimeOffset? since, string? after, CancellationToken cancellationToken);

    /// <summary>Gives the processor a pack; says nothing to the bank yet.</summary>
    Task<UploadedPack> UploadAsync(string key, byte[] pdf, CancellationToken cancellationToken);

    /// <summary>Hands evidence in, once for each key.</summary>
    Task<AnsweredDispute> SubmitAsync(EvidenceRequest request, CancellationToken cancellationToken);

    /// <summary>Says that the money is the buyer's, once for each key.</summary>
    Task<AnsweredDispute> ConcedeAsync(string key, string dispute, CancellationToken cancellationToken);
}

/// <summary>A dispute as the processor tells it.</summary>
/// <param name="Id">As the processor calls it.</param>
internal sealed record DisputeWord(string Id, DisputeState State, Money Amount)
{
    public DisputeReason Reason { get; init; }

    /// <summary>Minor units that the bank took so far.</summary>
    public long Taken { get; init; }

    /// <summary>Minor units of those that it gave back.</summary>
    public long Returned { get; init; }

    /// <summary>Minor units that the processor took with the money.</summary>
    public long Fee { get; init; }

    /// <summary>Minor units of those that it gave back.</summary>
    public long FeeReturned { get; init; }

    /// <summary>What it took or gave back by itself, e.g. since the bank was answered; the oldest first.</summary>
    public IReadOnlyList<DisputeFeeWord> FurtherFees { get; init; } = [];

    /// <summary>Until when evidence, or an appeal, is taken; null when none is.</summary>
    public DateTimeOffset? EvidenceDueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>How often the bank was answered.</summary>
    public long Submissions { get; init; }

    /// <summary>Key of our last answer that came.</summary>
    public string? Answer { get; init; }

    /// <summary>The processor's name of the charge, or what was paid for, as in <see cref="Payment.Reference"/>.</summary>
    public string? ChargeId { get; init; }
}

/// <param name="Id">As the processor calls the balance transaction.</param>
/// <param name="Amount">Minor units; minus was given back.</param>
internal sealed record DisputeFeeWord(string Id, long Amount);

/// <param name="Next">What to ask after next; null when there are no more.</param>
internal sealed record DisputePage(IReadOnlyList<DisputeWord> Disputes, string? Next);

/// <summary>What is handed in.</summary>
/// <param name="Key">Ours of this answer, and the processor's idempotency key at once.</param>
/// <param name="Dispute">As the processor calls it.</param>
/// <param name="FileId">Of the pack, at the processor.</param>
internal sealed record EvidenceRequest(string Key, string Dispute, string FileId, Evidence Evidence)
{
    /// <summary>Of an appeal: why it was decided wrongly; null where it is none.</summary>
    public string? Appeal { get; init; }
}

/// <param name="FileId">The processor's name of it; null when it was refused.</param>
/// <param name="Refusal">The processor's code.</param>
internal sealed record UploadedPack(string? FileId, string? Refusal = null);

/// <summary>What the processor said to an answer.</summary>
/// <param name="Now">The dispute after it; null when the answer was refused.</param>
/// <param name="Refusal">The processor's code.</param>
internal sealed record AnsweredDispute(DisputeWord? Now, string? Refusal = null);

/// <summary>Stands where no processor is set up.</summary>
internal sealed class NoDisputes : IDisputeGateway
{
    public string Name => "none";

    public Task<IReadOnlyList<DisputeWord>> OfAsync(ChargeRequest charge, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DisputeWord>>([]);

    public Task<DisputeWord?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<DisputeWord?>(null);

    public Task<DisputePage> SinceAsync(DateTimeOffset? since, string? after, CancellationToken cancellationToken) => Task.FromResult<DisputePage>(new([], null));

    public Task<UploadedPack> UploadAsync(string key, byte[] pdf, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<AnsweredDispute> SubmitAsync(EvidenceRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<AnsweredDispute> ConcedeAsync(string key, string dispute, CancellationToken cancellationToken) => throw NotSetUp();

    private static PaymentGatewayUnavailable NotSetUp() => new("No processor is set up.");
}
