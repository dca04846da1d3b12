using System.Collections.Concurrent;
using CeCommerce.Payments.Connect;

namespace CeCommerce.Payments.Sandbox;

/// <summary>
/// Accounts of the sandbox: paid from the first moment, unless somebody says otherwise on its page. That is remembered by this process alone. Operators need none, so that everything can be tried
/// without them.
/// </summary>
internal sealed class SandboxAccounts(SandboxAddress address, TimeProvider clock) : IAccountGateway
{
    private const string Due = "individual.verification.document";

    private static readonly TimeSpan Open = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, string> _troubles = new(StringComparer.Ordinal);

    public string Name => "sandbox";

    public bool RequiresAccounts => false;

    public Task<AccountAtProcessor> OpenAsync(AccountRequest request, CancellationToken cancellationToken) => Task.FromResult(Read($"sandbox_{request.Key}"));

    public Task<AccountAtProcessor?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<AccountAtProcessor?>(Read(id));

    public Task<PayoutOnboarding> OnboardAsync(string id, string returnPage, CancellationToken cancellationToken) =>
        Task.FromResult(new PayoutOnboarding($"{address.Base}/sandbox/accounts/{id}", clock.GetUtcNow() + Open));

    /// <param name="id">The account.</param>
    /// <param name="reason">Why it is not paid; null when it is again.</param>
    public void Say(string id, string? reason)
    {
        if (reason is null)
        {
            _troubles.TryRemove(id, out _);
        }
        else
        {
            _troubles[id] = reason;
        }
    }

    private AccountAtProcessor Read(string id)
    {
        var reason = _troubles.GetValueOrDefault(id);
        var isPaid = reason is null;
        string[] due = isPaid ? [] : [Due];
        return new(id)
        {
            ChargesEnabled = isPaid,
            PayoutsEnabled = isPaid,
            DetailsSubmitted = true,
            Capabilities = [new(PayoutCapability.Transfers, isPaid ? PayoutCapabilityStatus.Active : PayoutCapabilityStatus.Inactive)],
            Requirements = new(due, due, null, reason),
        };
    }
}
