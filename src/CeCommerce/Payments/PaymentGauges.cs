using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Payments;

/// <summary>What nobody would hear of otherwise: news of the processor that did not get in, and books that do not agree.</summary>
internal static class PaymentGauges
{
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

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
            async (provider, cancellationToken) => (await provider.GetRequiredService<LedgerVerification>().FlawsAsync(cancellationToken)).Count));
}
