using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Shipments;

/// <summary>How long what carriers told is kept as it came in: to tell a second delivery, and for orders that go under its number later. Shipments keep what was told of them.</summary>
internal sealed class CarrierEventRetention(CommerceDatabase database, OrderClock clock)
{
    private const int Batch = 1_000;

    /// <summary>Answers how many were forgotten.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var (before, forgotten) = (clock.Now - clock.Settings.CarrierEventTime, 0);
        for (var gone = Batch; gone == Batch; forgotten += gone)
        {
            var oldest = database.Set<CarrierEvent>().Where(x => x.ReceivedAt < before).OrderBy(x => x.ReceivedAt).Take(Batch).Select(x => x.Id);
            gone = await database.Set<CarrierEvent>().Where(x => oldest.Contains(x.Id)).ExecuteDeleteAsync(cancellationToken);
        }

        return forgotten;
    }
}

/// <summary>Forgets again and again while the server runs.</summary>
internal sealed class CarrierEventRetentionWorker(IServiceScopeFactory scopes, ILogger<CarrierEventRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (CarrierEventRetention memory, CancellationToken token) => memory.ForgetAsync(token), stoppingToken);
}
