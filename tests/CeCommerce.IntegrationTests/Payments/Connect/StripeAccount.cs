using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Connect;

/// <summary>A seller's account at Stripe, without which it cannot sell where Stripe takes the payments.</summary>
internal static class StripeAccount
{
    public const string Selected = "payoutAccount { id state gateway processorAccount payoutsEnabled capabilities { name status } requirements { currentlyDue pastDue deadline disabledReason } }";

    /// <summary>Opened, and everything told; Stripe's own name of it. No event of it is delivered yet.</summary>
    public static async Task<string> EnableAsync(Shop shop, StripeStandIn stripe, string operatorCode = DemoOperators.Refurbisher)
    {
        var opened = await OpenAsync(shop, operatorCode);
        var account = opened.GetProperty("payoutAccount").Text("processorAccount");
        stripe.Onboard(account);
        Assert.Equal("ENABLED", (await OpenAsync(shop, operatorCode)).GetProperty("payoutAccount").Text("state"));
        return account;
    }

    /// <summary>The payload of <c>openPayoutAccount</c>.</summary>
    public static Task<JsonElement> OpenAsync(Shop shop, string operatorCode = DemoOperators.Refurbisher, string? key = null) => shop.DoAsync(
        "openPayoutAccount",
        new { operatorId = IdOf(shop, operatorCode), returnPage = "https://seller.example/done", idempotencyKey = key ?? Shop.Key() },
        shop.Token(Role.Operator, operatorCode),
        Selected + " onboarding { page expiresAt }");

    public static string IdOf(Shop shop, string operatorCode) => OperatorId.From(shop.OperatorOf(operatorCode)).ToString();
}
