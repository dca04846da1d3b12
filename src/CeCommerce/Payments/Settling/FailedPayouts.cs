using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Settling;

/// <summary>Has payouts that a bank refused sent to it again. Part of the caller's transaction; the sweep does it.</summary>
internal static class FailedPayouts
{
    /// <summary>The next payout is decided, by schedule or by hand.</summary>
    public static Task<int> RetryFailedAsync(this CommerceDatabase database, SettlementKey of, DateTimeOffset now, CancellationToken cancellationToken) => database.SendAsync(
        $"UPDATE payments.payouts SET retry_at = {now} WHERE state = 'Failed' AND operator_id = {of.OperatorId.Value} AND currency = {of.Currency}", cancellationToken);

    /// <summary>The operator's account at the processor pays to another bank account, or pays again.</summary>
    /// <param name="database">Where they are.</param>
    /// <param name="gateway">The processor.</param>
    /// <param name="account">As the processor calls it.</param>
    /// <param name="now">When that was heard.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<int> RetryFailedAsync(this CommerceDatabase database, string gateway, string account, DateTimeOffset now, CancellationToken cancellationToken) => database.SendAsync(
        $"UPDATE payments.payouts SET retry_at = {now} WHERE state = 'Failed' AND gateway = {gateway} AND destination = {account}", cancellationToken);
}
