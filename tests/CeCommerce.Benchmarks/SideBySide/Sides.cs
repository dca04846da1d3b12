namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>The servers that run at the moment. Whoever asks takes one by a coin, so that what begins at one goes on at the other.</summary>
internal sealed class Sides(StockedHome home) : IAsyncDisposable
{
    private readonly List<Side> _all = [];
    private volatile Side[] _up = [];

    /// <summary>One, or several.</summary>
    public IReadOnlyList<Side> Up => _up;

    /// <summary>All that ever ran.</summary>
    public IReadOnlyList<Side> All => _all;

    public async Task<Side> StartAsync(Release release)
    {
        var side = await Side.StartAsync(release, home);
        _all.Add(side);
        _up = [.. _up, side];
        return side;
    }

    /// <summary>Dead at once, whoever was waiting for it; only then does anybody know.</summary>
    public async Task KillAsync(Side side)
    {
        await side.KillAsync();
        _up = [.. _up.Where(other => other != side)];
    }

    /// <summary>Nobody asks it any more, then it may end.</summary>
    public Task<int> StopAsync(Side side)
    {
        _up = [.. _up.Where(other => other != side)];
        return side.StopAsync();
    }

    public Side Any(Random coin) => _up is var up ? up[coin.Next(up.Length)] : throw new InvalidOperationException();

    public async ValueTask DisposeAsync()
    {
        foreach (var side in _all)
        {
            await side.DisposeAsync();
        }
    }
}
