using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Connect;

/// <summary>Reads accounts again whose news may have been lost, or whose opening died half-way: unsettled ones within the hour, others once a day.</summary>
internal sealed partial class PayoutAccountSweep(CommerceDatabase database, PayoutAccounts accounts, IAccountGateway gateway, PaymentClock clock, ILogger<PayoutAccountSweep> logger)
{
    private const int Batch = 50;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var due = await database.Set<PayoutAccount>().AsNoTracking()
            .Where(x => x.Gateway == gateway.Name && x.ClosedAt == null && x.AskAt <= now)
            .OrderBy(x => x.AskAt)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        var read = 0;
        foreach (var id in due)
        {
            read += await TakeAsync(id, now, cancellationToken) && await ReadAsync(id, cancellationToken) ? 1 : 0;
        }

        return read;
    }

    /// <summary>Whoever moves the time on takes it; another server process then finds it not due.</summary>
    private async Task<bool> TakeAsync(PayoutAccountId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = now + clock.Settings.AskAtLeastEvery;
        return await database.Set<PayoutAccount>().Where(x => x.Id == id && x.AskAt <= now).ExecuteUpdateAsync(set => set.SetProperty(x => x.AskAt, next), cancellationToken) == 1;
    }

    private async Task<bool> ReadAsync(PayoutAccountId id, CancellationToken cancellationToken)
    {
        try
        {
            await accounts.ReadAsync(id, cancellationToken);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            ReadFailed(logger, failure, id.ToString());
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The account {Account} could not be read; it is tried again later.")]
    private static partial void ReadFailed(ILogger logger, Exception failure, string account);
}

/// <summary>Sweeps again and again while the server runs.</summary>
internal sealed class PayoutAccountSweepWorker(IServiceScopeFactory scopes, ILogger<PayoutAccountSweepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (PayoutAccountSweep sweep, CancellationToken token) => sweep.RunAsync(token), stoppingToken);
}
