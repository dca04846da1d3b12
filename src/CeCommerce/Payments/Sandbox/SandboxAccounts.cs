using CeCommerce.Payments.Connect;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>
/// Accounts of the sandbox: paid from the first moment, unless somebody says otherwise on its page, which is a row of <c>payments.sandbox_accounts</c>. Operators need none, so that everything
/// can be tried without them.
/// </summary>
internal sealed class SandboxAccounts(NpgsqlDataSource database, SandboxAddress address, TimeProvider clock) : IAccountGateway
{
    private const string Due = "individual.verification.document";

    private static readonly TimeSpan Open = TimeSpan.FromMinutes(5);

    public string Name => "sandbox";

    public bool RequiresAccounts => false;

    public Task<AccountAtProcessor> OpenAsync(AccountRequest request, CancellationToken cancellationToken) => ReadAsync($"sandbox_{request.Key}", cancellationToken);

    public async Task<AccountAtProcessor?> FindAsync(string id, CancellationToken cancellationToken) => await ReadAsync(id, cancellationToken);

    public Task<PayoutOnboarding> OnboardAsync(string id, string returnPage, CancellationToken cancellationToken) =>
        Task.FromResult(new PayoutOnboarding($"{address.Base}/sandbox/accounts/{id}", clock.GetUtcNow() + Open));

    /// <param name="id">The account.</param>
    /// <param name="reason">Why it is not paid; null when it is again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task SayAsync(string id, string? reason, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(reason is null
            ? "DELETE FROM payments.sandbox_accounts WHERE account = $1"
            : "INSERT INTO payments.sandbox_accounts (account, trouble) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET trouble = excluded.trouble");
        command.Parameters.Add(new() { Value = id });
        if (reason is not null)
        {
            command.Parameters.Add(new() { Value = reason });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<AccountAtProcessor> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT trouble FROM payments.sandbox_accounts WHERE account = $1");
            command.Parameters.Add(new() { Value = id });
            return Read(id, await command.ExecuteScalarAsync(cancellationToken) as string);
        }
        catch (NpgsqlException error)
        {
            throw new PaymentGatewayUnavailable("The sandbox's tables cannot be reached.", error);
        }
    }

    private static AccountAtProcessor Read(string id, string? reason)
    {
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
