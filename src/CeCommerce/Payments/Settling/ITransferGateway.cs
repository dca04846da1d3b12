using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Settling;

/// <summary>
/// A processor that passes money on to operators, in our own words. Each key is ours and the processor's idempotency key at once: the same key never sends twice.
/// Processor and network faults throw <see cref="PaymentGatewayUnavailable"/>: what it did is then unknown, and it is asked before anything is sent again.
/// </summary>
internal interface ITransferGateway
{
    /// <summary>Name in our records, e.g. <c>sandbox</c>.</summary>
    string Name { get; }

    /// <summary>Sends money from the platform's balance to an operator's account, or gives the transfer that this key already has.</summary>
    Task<Transfer> TransferAsync(TransferRequest request, CancellationToken cancellationToken);

    /// <summary>The transfer as it is now; null when the processor never saw the key.</summary>
    /// <param name="key">The payout.</param>
    /// <param name="turn">Which try to send it to the operator's bank is to be made, where it was not made yet and none is under way; null only reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Transfer?> FindAsync(string key, int? turn, CancellationToken cancellationToken);

    /// <summary>Takes money of a transfer back from the operator's account, once for each key.</summary>
    Task<Reversal> ReverseAsync(ReversalRequest request, CancellationToken cancellationToken);
}

/// <summary>Where an operator is paid.</summary>
internal interface IPayoutAccounts
{
    /// <summary>The processor's name of its account, from our own records; null when it has none that takes money.</summary>
    Task<string?> FindAsync(OperatorId whose, CancellationToken cancellationToken);
}

/// <summary>Something for which money of an operator is not paid out yet. Asked under the lock of its settlement, so it reads our own records only.</summary>
internal interface IHeldBack
{
    /// <summary>Minor units, never negative.</summary>
    Task<long> AmountAsync(SettlementKey of, CancellationToken cancellationToken);
}

/// <summary>What to send.</summary>
/// <param name="Key">The payout.</param>
/// <param name="Destination">The operator's account at the processor.</param>
/// <param name="Amount">Of the platform's balance.</param>
/// <param name="Group">What the processor's own lists are to show together.</param>
internal sealed record TransferRequest(string Key, string Destination, Money Amount, string Group);

/// <summary>What is to come back.</summary>
/// <param name="Key">Ours for this reversal.</param>
/// <param name="TransferId">The processor's name of the transfer.</param>
internal sealed record ReversalRequest(string Key, string TransferId, Money Amount);

/// <summary>A transfer as the processor tells it.</summary>
/// <param name="Key">As in the request.</param>
/// <param name="Id">The processor's name.</param>
internal sealed record Transfer(string Key, string Id, TransferStatus Status, string? Reason = null)
{
    /// <summary>Of which try to send it to the operator's bank it is said, from 1; 0 when none is known.</summary>
    public int Turn { get; init; } = 1;

    /// <summary>Keys of the reversals that were done.</summary>
    public IReadOnlyList<string> Reversals { get; init; } = [];
}

/// <summary>What has become of a transfer.</summary>
internal enum TransferStatus
{
    /// <summary>Not made, and it will not be.</summary>
    Refused,

    /// <summary>At the operator's account, on its way to its bank.</summary>
    OnItsWay,

    /// <summary>At its bank.</summary>
    Arrived,

    /// <summary>Its bank did not take it: it lies at the operator's account at the processor.</summary>
    BankRefused,

    /// <summary>All that was not reversed is back with the platform.</summary>
    Failed,
}

/// <summary>What came of asking for money back.</summary>
/// <param name="Done">False when the operator's account does not have it, which is final.</param>
/// <param name="Reason">The processor's code, when not done.</param>
internal sealed record Reversal(bool Done, string? Reason = null);

/// <summary>Stands where no processor passes money on: nobody has an account, so nothing is sent.</summary>
internal sealed class NoTransfers : ITransferGateway, IPayoutAccounts
{
    public string Name => "none";

    public Task<Transfer> TransferAsync(TransferRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<Transfer?> FindAsync(string key, int? turn, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<Reversal> ReverseAsync(ReversalRequest request, CancellationToken cancellationToken) => throw NotSetUp();

    public Task<string?> FindAsync(OperatorId whose, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private static PaymentGatewayUnavailable NotSetUp() => new("No processor is set up that pays operators.");
}
