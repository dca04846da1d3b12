using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>Forgets carts that nobody has touched for long.</summary>
internal sealed class CartRetention(CommerceDatabase database, HoldClock clock)
{
    private const int Batch = 500;

    /// <summary>Returns how many went; several server processes may do so at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.Now - clock.Settings.CartTime;
        for (var gone = 0; ;)
        {
            var batch = await database.Set<Cart>().Where(cart => cart.UpdatedAt < before).OrderBy(cart => cart.UpdatedAt).Take(Batch).ExecuteDeleteAsync(cancellationToken);
            gone += batch;
            if (batch < Batch)
            {
                return gone;
            }
        }
    }
}

/// <summary>Does so again and again while the server runs.</summary>
internal sealed class CartRetentionWorker(IServiceScopeFactory scopes, ILogger<CartRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Every, logger, (CartRetention carts, CancellationToken token) => carts.RunAsync(token), stoppingToken);
}
