using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Charges: one for each try by card, and one for other money as it comes.</content>
public sealed partial class StripeStandIn
{
    /// <summary>How long a card's bank holds money that is captured by hand; see <see cref="Expire"/>.</summary>
    public TimeSpan HeldFor { get; set; } = TimeSpan.FromDays(7);

    private void RouteCharges()
    {
        Route("GET", "/v1/charges", call => _objects.Page(call, _objects.All("charge", call.Account)
            .Where(charge => (call["payment_intent"] ?? charge.Text("payment_intent")) == charge.Text("payment_intent")
                && (call["transfer_group"] ?? charge.Text("transfer_group")) == charge.Text("transfer_group"))));
        Route("GET", "/v1/charges/*", call => _objects.Get("charge", call.Ids[0], call.Account));
        Route("POST", "/v1/charges/*", call => Change(_objects.Get("charge", call.Ids[0], call.Account), call, "description", "receipt_email", "transfer_group"));
        Route("GET", "/v1/radar/early_fraud_warnings", call => _objects.Page(call, _objects.All("radar.early_fraud_warning")));
        Route("GET", "/v1/radar/early_fraud_warnings/*", call => _objects.Get("radar.early_fraud_warning", call.Ids[0]));
    }

    /// <summary>Stripe hears from the card's bank that a charge is likely fraud.</summary>
    public string WarnOfFraud(string charge) => Locked(() =>
    {
        var warning = _objects.Add("issfr", "radar.early_fraud_warning", new()
        {
            ["actionable"] = true,
            ["charge"] = charge,
            ["fraud_type"] = "unauthorized_use_of_card",
            ["payment_intent"] = _objects.Get("charge", charge).Text("payment_intent"),
        });
        Tell("radar.early_fraud_warning.created", warning);
        return warning.Text("id")!;
    });

    private JsonObject MakeCharge(JsonObject intent, string? account, (string Code, string? Decline)? failure = null)
    {
        var method = _objects.Find(intent.Text("payment_method"))!;
        var type = method.Text("type")!;
        var details = type switch
        {
            "card" => method["card"]!.DeepClone().AsObject(),
            "konbini" => new() { ["store"] = new JsonObject { ["chain"] = "lawson" } },
            _ => [],
        };
        details.Remove("networks");
        details.Remove("three_d_secure_usage");
        if (type == "card" && _mandates.GetValueOrDefault(intent.Text("id")!) is { } mandate)
        {
            details["mandate"] = mandate;
        }

        if (type == "card" && failure is null && IsHeld(intent, method))
        {
            details["capture_before"] = _objects.Now + (long)HeldFor.TotalSeconds;
        }

        return _objects.Add(type == "card" ? "ch" : "py", "charge", new()
        {
            ["amount"] = intent.Number("amount"),
            ["amount_captured"] = 0,
            ["amount_refunded"] = 0,
            ["application"] = null,
            ["application_fee"] = null,
            ["application_fee_amount"] = null,
            ["balance_transaction"] = null,
            ["billing_details"] = Copy(method["billing_details"]),
            ["calculated_statement_descriptor"] = null,
            ["captured"] = false,
            ["currency"] = Copy(intent["currency"]),
            ["customer"] = Copy(intent["customer"]),
            ["description"] = Copy(intent["description"]),
            ["disputed"] = false,
            ["failure_balance_transaction"] = null,
            ["failure_code"] = failure?.Code,
            ["failure_message"] = failure is null ? null : "Your card was declined.",
            ["fraud_details"] = new JsonObject(),
            ["metadata"] = Copy(intent["metadata"]),
            ["on_behalf_of"] = Copy(intent["on_behalf_of"]),
            ["outcome"] = new JsonObject
            {
                ["network_status"] = failure is null ? "approved_by_network" : "declined_by_network",
                ["reason"] = failure?.Decline,
                ["risk_level"] = type == "card" ? "normal" : "not_assessed",
                ["seller_message"] = failure is null ? "Payment complete." : "The bank did not return any further details with this decline.",
                ["type"] = failure is null ? "authorized" : "issuer_declined",
            },
            ["paid"] = failure is null,
            ["payment_intent"] = intent.Text("id"),
            ["payment_method"] = method.Text("id"),
            ["payment_method_details"] = new JsonObject { ["type"] = type, [type] = details },
            ["receipt_email"] = Copy(intent["receipt_email"]),
            ["receipt_number"] = null,
            ["receipt_url"] = null,
            ["refunded"] = false,
            ["review"] = null,
            ["shipping"] = Copy(intent["shipping"]),
            ["source_transfer"] = null,
            ["statement_descriptor"] = null,
            ["statement_descriptor_suffix"] = Copy(intent["statement_descriptor_suffix"]),
            ["status"] = failure is null ? "succeeded" : "failed",
            ["transfer_data"] = null,
            ["transfer_group"] = Copy(intent["transfer_group"]),
        }, account);
    }

    /// <summary>What was captured reaches the balance, less Stripe's fee.</summary>
    private void Settle(JsonObject charge, long amount, string? account)
    {
        var isCard = charge["payment_method_details"].Text("type") == "card";
        charge["balance_transaction"] = Book(isCard ? "charge" : "payment", "charge", amount, charge, account, ((amount * FeePermille) + 500) / 1000);
    }
}
