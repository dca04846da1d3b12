using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Checkout.Carts;

/// <summary>Forgets carts that nobody has touched for long.</summary>
internal sealed class CartRetention(CommerceDatabase database, HoldClock clock)
{
    private const int Batch = 500;

    /// <summary>Returns how many went; several server processes may do so at once.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.Now - clock.Settings.CartTime;
        return database.Set<Cart>()
            .Where(cart => database.Set<Cart>().Where(old => old.UpdatedAt < before).OrderBy(old => old.UpdatedAt).Take(Batch).Any(old => old.Id == cart.Id) && cart.UpdatedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Does so again and again while the server runs.</summary>
internal sealed class CartRetentionWorker(IServiceScopeFactory scopes, ILogger<CartRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Every, logger, (CartRetention carts, CancellationToken token) => carts.RunAsync(token), stoppingToken);
}
