using System.CommandLine;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;

namespace CeCommerce.Payments;

/// <summary><c>payments replay</c>: processes webhooks that are kept once more, which changes nothing where they were processed rightly before: each only has the object read again.</summary>
internal static class PaymentsCommand
{
    private const int LeftOpen = 3;

    public static Command Create(CommandRunner run)
    {
        var since = new Option<DateTimeOffset?>("--since") { Description = "Those that came from then on, e.g. 2026-11-20T09:00:00+09:00; webhooks are kept for 30 days. Without it, all." };
        var chosen = new Option<string?>("--event") { Description = "Only the one with this id at the processor." };
        var replay = new Command("replay", "Process kept webhooks once more, the oldest first; 0 when all could be, 3 when some are left for the server to try again.") { since, chosen };
        replay.SetAction((parsed, cancellationToken) => run((services, stop) => ReplayAsync(services, new(parsed.GetValue(since), parsed.GetValue(chosen)), stop), cancellationToken));
        return new Command("payments", "Payments at the processor.") { replay };
    }

    private static async Task<int> ReplayAsync(IServiceProvider services, ReplayedWebhooks which, CancellationToken cancellationToken)
    {
        var (processed, open) = await services.GetRequiredService<WebhookInbox>().ReplayAsync(which, cancellationToken);
        Console.WriteLine($"処理した通知 {processed} 件、残り {open} 件 / {processed} webhooks processed, {open} left open");
        return open == 0 ? 0 : LeftOpen;
    }
}
