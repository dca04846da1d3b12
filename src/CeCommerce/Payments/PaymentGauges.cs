using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Hosting;
using CeCommerce.Platform.Proofs;
using Npgsql;

namespace CeCommerce.Payments;

/// <summary>What nobody would hear of otherwise: news of the processor that did not get in, and books that do not agree.</summary>
internal static class PaymentGauges
{
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddPaymentGauges(this IServiceCollection services) => services
        .AddReconcilingGauges()
        .AddSingleton(Gauge.OfSql(
            "cecommerce.webhooks.open", "{webhook}", "Webhooks of the payment processor that are still tried again.",
            $"SELECT count(*) FROM payments.webhook_inbox WHERE processed_at IS NULL AND attempts < {WebhookInbox.AttemptLimit}"))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.webhooks.given_up", "{webhook}", "Webhooks of the payment processor that nobody tries any more; anything but 0 wants a person.",
            $"SELECT count(*) FROM payments.webhook_inbox WHERE processed_at IS NULL AND attempts >= {WebhookInbox.AttemptLimit}"))
        .AddSingleton(new Gauge(
            "cecommerce.ledger.mismatches", "{flaw}", "What ledger verify finds wrong with the books, at most 100 of each sort, counted once an hour; anything but 0 is wrong.",
            Hourly,
            async (provider, cancellationToken) => (await provider.GetRequiredService<LedgerVerification>().FlawsAsync(cancellationToken)).Count))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.ledger.unsealed", "{movement}", "Movements and resolutions that have no leaf of the log yet, up to 10,000; near 0 after some seconds.",
            "SELECT count(*) FROM (SELECT FROM payments.unsealed LIMIT 10000) waiting"))
        .AddSingleton(new Gauge(
            "cecommerce.ledger.checkpoint.age", "s", "Since the last checkpoint of the ledger; above a day and some minutes no server can sign: see the log.", Often, CheckpointAgeAsync))
        .AddSingleton(new Gauge(
            "cecommerce.witness.waiting", "{checkpoint}", "Checkpoints that the witnesses have not taken yet; 0, or nobody outside could tell a forged log.", Often,
            async (provider, cancellationToken) => await provider.GetRequiredService<WitnessNews>().WaitingAsync(cancellationToken)));

    private static async Task<double> CheckpointAgeAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        await using var connection = await provider.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        var last = await connection.LastAsync(LedgerSealing.LogName, cancellationToken);
        return last is null ? 0 : (provider.GetRequiredService<TimeProvider>().GetUtcNow() - last.Signed.At).TotalSeconds;
    }
}
