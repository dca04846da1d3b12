using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Webhooks;

/// <summary>How long webhooks are kept to tell a second delivery; processors repeat one for some days at most.</summary>
internal sealed class WebhookRetention(CommerceDatabase database, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Forgets what came earlier; by then everything is processed or given up. Answers how many that were.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Kept;
        return database.Set<InboundWebhook>().Where(x => x.ReceivedAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Forgets again and again while the server runs.</summary>
internal sealed class WebhookRetentionWorker(IServiceScopeFactory scopes, ILogger<WebhookRetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pause, logger, (WebhookRetention memory, CancellationToken token) => memory.ForgetAsync(token), stoppingToken);
}
