using CeCommerce.Platform.Jobs;

namespace CeCommerce.Invoices.Fees;

/// <summary>Looks for months that have ended while the server runs.</summary>
internal sealed class FeeInvoiceWorker(IServiceScopeFactory scopes, ILogger<FeeInvoiceWorker> logger) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(10);

    private readonly HashSet<DateOnly> _billed = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, s_pause, logger, (FeeInvoiceRound round, CancellationToken token) => round.RunAsync(_billed, token), stoppingToken);
}
