using Stripe;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Stripe's own client, turned to the stand-in.</summary>
internal static class StripeStandInClient
{
    private static readonly HttpClient s_wire = new();

    private static readonly string[] s_kinds = [
        "payment_intent", "charge", "refund", "customer", "payment_method", "setup_intent", "mandate", "customer_cash_balance_transaction", "account", "transfer",
        "transfer_reversal", "payout", "dispute", "balance_transaction", "file", "event", "webhook_endpoint", "radar.early_fraud_warning"];

    public static StripeClient Of(StripeStandIn stripe)
    {
        var url = stripe.Url.ToString().TrimEnd('/');
        return new(StripeStandIn.ApiKey, httpClient: new SystemNetHttpClient(s_wire, maxNetworkRetries: 0), apiBase: url, filesBase: url);
    }

    /// <summary>Everything that the stand-in keeps is as Stripe describes it; nothing where nobody can tell.</summary>
    public static void AssertShapes(StripeStandIn stripe)
    {
        if (StripeMock.Folder is null)
        {
            return;
        }

        string?[] owners = [null, .. stripe.All("account").Select(account => account["id"]!.ToString())];
        var things = owners.SelectMany(owner => s_kinds.SelectMany(kind => stripe.All(kind, owner))).ToList();

        // PayPay is too new for the description of answers; that of requests has it.
        Assert.Empty(things.SelectMany(StripeShapes.Flaws).Where(flaw => !flaw.Contains("paypay", StringComparison.Ordinal)).Distinct());
        Assert.DoesNotContain(stripe.Misfits, misfit => misfit.Contains("the stand-in", StringComparison.Ordinal));
    }
}
