using CeCommerce.Operators;

namespace CeCommerce.Payments.Connect;

/// <summary>A processor's accounts of operators, in our own words. Faults throw <see cref="PaymentGatewayUnavailable"/>: then it is unknown what the processor did.</summary>
internal interface IAccountGateway
{
    /// <summary>As <see cref="IPaymentGateway.Name"/>.</summary>
    string Name { get; }

    /// <summary>Whether an operator without an account cannot be paid.</summary>
    bool RequiresAccounts { get; }

    /// <summary>Opens one, or gives the one that the same request opened before.</summary>
    Task<AccountAtProcessor> OpenAsync(AccountRequest request, CancellationToken cancellationToken);

    /// <summary>As it is now; null when the processor knows it no more, or not as one of ours.</summary>
    Task<AccountAtProcessor?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of the processor on which the operator's staff tell it everything; for a short time, and for one visit.</summary>
    /// <param name="id">The processor's own name of the account.</param>
    /// <param name="returnPage">Where they go from there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<PayoutOnboarding> OnboardAsync(string id, string returnPage, CancellationToken cancellationToken);
}

/// <summary>Whose account is to be opened.</summary>
/// <param name="Key">Ours of the account, <c>pac_…</c>; the processor's idempotency key is made of it.</param>
/// <param name="Since">When it was asked for first.</param>
internal sealed record AccountRequest(string Key, DateTimeOffset Since, Operator Owner)
{
    /// <summary>The operator's public statement (特定商取引法に基づく表記); null when it has no address.</summary>
    public string? Statement { get; init; }
}

/// <summary>An account as the processor tells it.</summary>
/// <param name="Id">The processor's own name of it.</param>
internal sealed record AccountAtProcessor(string Id)
{
    public bool ChargesEnabled { get; init; }

    public bool PayoutsEnabled { get; init; }

    /// <summary>The processor's own name of the bank account that it sends money to; null while there is none.</summary>
    public string? Bank { get; init; }

    /// <summary>Whether everything was told once.</summary>
    public bool DetailsSubmitted { get; init; }

    public IReadOnlyList<PayoutCapability> Capabilities { get; init; } = [];

    public PayoutRequirements Requirements { get; init; } = PayoutRequirements.None;
}

/// <summary>Where an operator's staff tell the processor what it wants to know.</summary>
/// <param name="Page">Open it in a browser, at once: it is for one visit.</param>
/// <param name="ExpiresAt">Until when it opens; then ask for another.</param>
public sealed record PayoutOnboarding(string Page, DateTimeOffset ExpiresAt);

/// <summary>Stands where no processor is set up.</summary>
internal sealed class NoAccounts : IAccountGateway
{
    public string Name => "none";

    public bool RequiresAccounts => false;

    public Task<AccountAtProcessor> OpenAsync(AccountRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<AccountAtProcessor?> FindAsync(string id, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<PayoutOnboarding> OnboardAsync(string id, string returnPage, CancellationToken cancellationToken) => throw NotSetUp();

    private static PaymentGatewayUnavailable NotSetUp() => new("No payment processor is set up.");
}
