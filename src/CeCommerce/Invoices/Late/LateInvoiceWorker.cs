using CeCommerce.Platform.Jobs;

namespace CeCommerce.Invoices.Late;

/// <summary>Looks for what is missing once the server has started, and again each hour as long as servers of the version before may run.</summary>
internal sealed class LateInvoiceWorker(IServiceScopeFactory scopes, ILogger<LateInvoiceWorker> logger) : BackgroundService
{
    private static readonly Pauses s_pauses = new(First: TimeSpan.FromSeconds(5), Between: TimeSpan.FromHours(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, s_pauses, logger, (LateInvoices late, CancellationToken token) => late.IssueAsync(token), stoppingToken);
}
