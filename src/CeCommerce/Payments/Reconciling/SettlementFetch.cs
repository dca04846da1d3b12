using CeCommerce.Payments.Disputes;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;

namespace CeCommerce.Payments.Reconciling;

/// <summary>
/// Fetches what the processor tells of its balance, day by day. Each page is kept with how far it reached, so that a fetch that broke off goes on from there; then the day is
/// read once more from its beginning, for what came meanwhile.
/// </summary>
internal sealed class SettlementFetch(CommerceDatabase database, IEnumerable<ISettlements> processors, BalanceTransactions kept, DisputeSearch disputes, TimeProvider clock)
{
    /// <summary>Processors that can be asked.</summary>
    public IReadOnlyList<string> Gateways => [.. processors.Select(processor => processor.Gateway)];

    /// <param name="gateway">Of one processor only; null for each that can be asked.</param>
    /// <returns>How many transactions were new.</returns>
    public async Task<int> RunAsync(Period period, string? gateway, CancellationToken cancellationToken)
    {
        // A line is kept with what it belongs to, so disputes that no event told of are known before.
        await disputes.SearchAsync(cancellationToken);
        var found = 0;
        foreach (var processor in processors.Where(processor => gateway is null || processor.Gateway == gateway))
        {
            for (var day = period.From; day < period.To; day = day.AddDays(1))
            {
                found += await FetchAsync(processor, day, cancellationToken);
            }
        }

        return found;
    }

    private async Task<int> FetchAsync(ISettlements processor, DateOnly day, CancellationToken cancellationToken)
    {
        var name = processor.Gateway;
        var cursors = await database.SendAsync<string>($"SELECT cursor FROM payments.settlement_days WHERE gateway = {name} AND day = {day} AND cursor IS NOT NULL", cancellationToken);
        var found = await FetchAsync(processor, day, cursors is [var cursor] ? cursor : null, cancellationToken);
        return cursors is [] ? found : found + await FetchAsync(processor, day, null, cancellationToken);
    }

    private async Task<int> FetchAsync(ISettlements processor, DateOnly day, string? after, CancellationToken cancellationToken)
    {
        var found = 0;
        do
        {
            var page = await processor.PageAsync(new(Tokyo.StartOf(day), Tokyo.StartOf(day.AddDays(1)), after), cancellationToken);
            found += await KeepAsync(processor.Gateway, day, page, cancellationToken);
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private async Task<int> KeepAsync(string gateway, DateOnly day, SettlementPage page, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var found = await kept.KeepAsync(gateway, page.Transactions, cancellationToken);
        var (next, now) = (page.Next ?? "", clock.GetUtcNow());
        await database.SendAsync(
            $"""
            INSERT INTO payments.settlement_days (gateway, day, cursor, fetched_at) VALUES ({gateway}, {day}, nullif({next}, ''), {now})
            ON CONFLICT (gateway, day) DO UPDATE SET cursor = excluded.cursor, fetched_at = excluded.fetched_at
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return found;
    }
}

/// <summary>Days in Tokyo, from the first until before the second.</summary>
internal readonly record struct Period(DateOnly From, DateOnly To);
