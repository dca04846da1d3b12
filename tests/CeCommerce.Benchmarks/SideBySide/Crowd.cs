namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>Shoppers and racers who go on until they are stopped, whatever becomes of the servers.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int Shoppers = 10;

    private readonly CancellationTokenSource _closing = new();
    private readonly Task _all;

    private Crowd(Market market, int seed) => _all = Task.WhenAll(
        [.. Enumerable.Range(0, Shoppers).Select(number => Task.Run(() => new Shopper(number, seed, market).ShopAsync(_closing.Token))), Task.Run(() => new Race(market).RunAsync(_closing.Token))]);

    public static Crowd Start(Market market, int seed) => new(market, seed);

    /// <summary>Lets them go on for a while; throws when one of them cannot.</summary>
    public async Task GoOnAsync(TimeSpan time)
    {
        if (await Task.WhenAny(_all, Task.Delay(time)) == _all)
        {
            await _all;
        }
    }

    /// <summary>What they are at they bring to its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _all;
        _closing.Dispose();
    }
}
