using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Faults;

/// <summary>The seller is paid.</summary>
internal static class PaidOut
{
    public static Task<JsonElement> PayOutAsync(this PaidProcess server, string key) => server.Shop.DoAsync(
        "makePayout", new { operatorId = OperatorId.From(server.Shop.OperatorOf(DemoOperators.Refurbisher)).ToString(), idempotencyKey = key }, server.Shop.Token(Role.Platform), "payout { id }");

    /// <summary>What is on its way is at the bank.</summary>
    public static async Task ArriveAsync(this PaidProcess server)
    {
        server.Stripe.ArrivePayout(Assert.Single(server.Stripe.All("payout", server.Account), one => one.Text("status") == "pending").Text("id")!);
        await server.UntilAsync("SELECT count(*) FROM payments.payouts WHERE state <> 'Arrived'", 0);
    }
}
