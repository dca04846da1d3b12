using System.Collections.Concurrent;
using System.Diagnostics;

namespace CeCommerce.Benchmarks.Wire;

/// <summary>What a purchase sends to PostgreSQL, and what else it does.</summary>
/// <param name="Outside">Does again what it did outside the house; null when that was nothing.</param>
internal sealed record RecordedPurchase(IReadOnlyList<Exchange> Exchanges, Func<Task>? Outside);

/// <summary>Bare sessions that buy what was recorded, each purchase once.</summary>
internal sealed class FloorBuyers(IReadOnlyList<RecordedPurchase> recorded, WireClient[] clients) : IDisposable
{
    private int _bought;

    /// <summary>What was not as it was when it was recorded.</summary>
    public IReadOnlyCollection<string> Otherwise => [.. clients.SelectMany(client => client.Otherwise)];

    /// <summary>How long the next so many take.</summary>
    public async Task<TimeSpan> BuyAsync(int count)
    {
        var waiting = new ConcurrentQueue<RecordedPurchase>(recorded.Skip(_bought).Take(count));
        _bought += count;
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(client => Task.Run(() => BuyAsync(client, waiting))));
        return Stopwatch.GetElapsedTime(since);
    }

    public void Dispose() => Array.ForEach(clients, client => client.Dispose());

    private static async Task BuyAsync(WireClient client, ConcurrentQueue<RecordedPurchase> waiting)
    {
        while (waiting.TryDequeue(out var purchase))
        {
            foreach (var exchange in purchase.Exchanges)
            {
                await client.SendAsync(exchange);
            }

            await (purchase.Outside?.Invoke() ?? Task.CompletedTask);
        }
    }
}
