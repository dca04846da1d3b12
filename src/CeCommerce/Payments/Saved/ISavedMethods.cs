namespace CeCommerce.Payments.Saved;

/// <summary>
/// Where a processor keeps means of payment for consumers, in our own words. Each verb may be repeated. Faults throw <see cref="PaymentGatewayUnavailable"/>: then it is unknown
/// what the processor did.
/// </summary>
internal interface ISavedMethods
{
    /// <summary>As <see cref="IPaymentGateway.Name"/>.</summary>
    string Name { get; }

    /// <summary>Of the means of payment those that can be saved.</summary>
    IReadOnlyList<MeansOfPayment> Methods { get; }

    /// <summary>Whether a webhook of that kind may be about what is saved.</summary>
    bool IsAbout(string webhook);

    /// <summary>Makes a payer, of whom the processor is told nothing, or gives the one that it made for the same name; the processor's own name of it.</summary>
    Task<string> PayerAsync(PayerId id, CancellationToken cancellationToken);

    /// <summary>Whether it still knows the payer.</summary>
    Task<bool> KnowsAsync(string payer, CancellationToken cancellationToken);

    /// <summary>Has the processor forget a payer with all that is saved for it; also one that it does not know.</summary>
    Task ForgetAsync(string payer, CancellationToken cancellationToken);

    /// <summary>Begins to save, or gives what this request began before; null when the processor does not know the payer any more.</summary>
    Task<MethodAtProcessor?> SaveAsync(SavingRequest request, CancellationToken cancellationToken);

    /// <summary>As it is now; null when the processor knows nothing of it.</summary>
    Task<MethodAtProcessor?> FindAsync(SavingRequest request, CancellationToken cancellationToken);

    /// <summary>Ends a saving that waits for the consumer; gives it as it is when that is too late.</summary>
    Task<MethodAtProcessor?> EndAsync(SavingRequest request, CancellationToken cancellationToken);

    /// <summary>Ends the saving, or takes away what was saved.</summary>
    Task<MethodAtProcessor?> RemoveAsync(SavingRequest request, CancellationToken cancellationToken);
}

/// <summary>What is to be saved, and for whom.</summary>
/// <param name="Key">Ours, <c>svm_…</c>; the processor's idempotency keys are made of it and the verb.</param>
/// <param name="Payer">The processor's own name of the payer.</param>
/// <param name="Method">As in <see cref="MeansOfPayment.Name"/>.</param>
internal sealed record SavingRequest(string Key, string Payer, string Method)
{
    /// <summary>The processor's own name of the saving, once it is known.</summary>
    public string? SetupId { get; init; }

    /// <summary>The processor's own name of what was saved, once it is known.</summary>
    public string? ProcessorId { get; init; }

    /// <summary>When it was asked for first.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it is to be charged while the consumer is away too.</summary>
    public bool IsOffSession { get; init; }
}

/// <summary>A saved means of payment as the processor tells it.</summary>
/// <param name="SetupId">The processor's own name of the saving.</param>
internal sealed record MethodAtProcessor(string SetupId, SavedMethodState State)
{
    /// <summary>The processor's own name of what was saved; null before it is.</summary>
    public string? ProcessorId { get; init; }

    public string? Mandate { get; init; }

    public SavedCard? Card { get; init; }

    /// <summary>What the consumer has to do; null when nothing.</summary>
    public BuyerAction? Action { get; init; }

    /// <summary>The processor's code of its last refusal.</summary>
    public string? Reason { get; init; }
}

/// <summary>Stands where no processor is set up.</summary>
internal sealed class NoSavedMethods : ISavedMethods
{
    public string Name => "none";

    public IReadOnlyList<MeansOfPayment> Methods => [];

    public bool IsAbout(string webhook) => false;

    public Task<string> PayerAsync(PayerId id, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<bool> KnowsAsync(string payer, CancellationToken cancellationToken) => throw NotSetUp();

    public Task ForgetAsync(string payer, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<MethodAtProcessor?> SaveAsync(SavingRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<MethodAtProcessor?> FindAsync(SavingRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<MethodAtProcessor?> EndAsync(SavingRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<MethodAtProcessor?> RemoveAsync(SavingRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    private static PaymentGatewayUnavailable NotSetUp() => new("No payment processor is set up.");
}
