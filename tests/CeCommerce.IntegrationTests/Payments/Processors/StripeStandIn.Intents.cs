using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>PaymentIntents: made, changed, found and ended. How they are confirmed stands in the next file.</content>
public sealed partial class StripeStandIn
{
    private const long Smallest = 50;

    private static readonly string[] s_methods = ["card", "konbini", "customer_balance", "paypay"];

    /// <summary>How long Stripe's search does not know of what was made; it promises a minute or so.</summary>
    public TimeSpan SearchLag { get; set; }

    private void RouteIntents()
    {
        Route("POST", "/v1/payment_intents", CreateIntent);
        Route("GET", "/v1/payment_intents", call => _objects.Page(call, _objects.All("payment_intent", call.Account).Where(intent => call["customer"] is not { } of || intent.Text("customer") == of)));
        Route("GET", "/v1/payment_intents/search", SearchIntents);
        Route("GET", "/v1/payment_intents/*", Intent);
        Route("POST", "/v1/payment_intents/*", UpdateIntent);
        Route("POST", "/v1/payment_intents/*/confirm", call => Confirm(Intent(call), call));
        Route("POST", "/v1/payment_intents/*/capture", CaptureIntent);
        Route("POST", "/v1/payment_intents/*/cancel", CancelIntent);
    }

    private JsonObject Intent(StripeCall call) => _objects.Get("payment_intent", call.Ids[0], call.Account);

    /// <summary>Since Endive the methods follow from the amount and are narrowed by what is allowed.</summary>
    private static void RefuseTypes(StripeCall call)
    {
        if (call.Form["payment_method_types"] is not null)
        {
            throw new StripeRefusal(400, "payment_method_types_no_longer_supported", "payment_method_types is no longer supported; use allowed_payment_method_types.") { Param = "payment_method_types" };
        }
    }

    private JsonObject CreateIntent(StripeCall call)
    {
        RefuseTypes(call);
        var amount = call.RequiredAmount;
        if (amount < Smallest)
        {
            throw new StripeRefusal(400, "amount_too_small", "Amount must be at least ¥50 jpy.") { Param = "amount" };
        }

        var currency = call.Required("currency");
        if (call["customer"] is { } customer)
        {
            _objects.Get("customer", customer, call.Account);
        }

        var id = _objects.NewId("pi");
        var allowed = call.Form["allowed_payment_method_types"];
        var intent = _objects.Add("pi", "payment_intent", new()
        {
            ["id"] = id,
            ["allowed_payment_method_types"] = Copy(allowed),
            ["amount"] = amount,
            ["amount_capturable"] = 0,
            ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
            ["amount_received"] = 0,
            ["application"] = null,
            ["application_fee_amount"] = null,
            ["automatic_payment_methods"] = allowed is null ? new JsonObject { ["enabled"] = true, ["allow_redirects"] = "always" } : null,
            ["canceled_at"] = null,
            ["cancellation_reason"] = null,
            ["capture_method"] = call["capture_method"] ?? "automatic_async",
            ["client_secret"] = $"{id}_secret_{Random.Shared.GetHexString(24)}",
            ["confirmation_method"] = call["confirmation_method"] ?? "automatic",
            ["currency"] = currency,
            ["customer"] = call["customer"],
            ["description"] = call["description"],
            ["excluded_payment_method_types"] = Copy(call.Form["excluded_payment_method_types"]),
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["metadata"] = Metadata(call),
            ["next_action"] = null,
            ["on_behalf_of"] = call["on_behalf_of"],
            ["payment_method"] = null,
            ["payment_method_options"] = StripeForm.Typed(call.Form["payment_method_options"] ?? new JsonObject()),
            ["payment_method_types"] = Copy(allowed) ?? new JsonArray([.. s_methods.Select(method => (JsonNode)method)]),
            ["processing"] = null,
            ["receipt_email"] = call["receipt_email"],
            ["review"] = null,
            ["setup_future_usage"] = call["setup_future_usage"],
            ["shipping"] = Copy(call.Form["shipping"]),
            ["statement_descriptor"] = call["statement_descriptor"],
            ["statement_descriptor_suffix"] = call["statement_descriptor_suffix"],
            ["status"] = "requires_payment_method",
            ["transfer_data"] = null,
            ["transfer_group"] = call["transfer_group"],
        }, call.Account);
        try
        {
            TakeMethod(intent, call);
        }
        catch (StripeRefusal)
        {
            _objects.Forget(intent);
            throw;
        }

        Tell("payment_intent.created", intent, call.Account);
        return call.Form.Is("confirm") ? Confirm(intent, call) : intent;
    }

    private JsonObject UpdateIntent(StripeCall call)
    {
        var intent = Intent(call);
        if (call.Amount() is { } amount)
        {
            Expect(intent, "requires_payment_method", "requires_confirmation", "requires_action");
            intent["amount"] = amount;
        }

        if (call.Form["allowed_payment_method_types"] is { } allowed)
        {
            (intent["allowed_payment_method_types"], intent["payment_method_types"]) = (allowed.DeepClone(), allowed.DeepClone());
        }

        Change(intent, call, "description", "receipt_email", "transfer_group", "setup_future_usage", "customer", "shipping", "statement_descriptor", "statement_descriptor_suffix");
        TakeMethod(intent, call);
        return intent;
    }

    /// <summary>Understands <c>metadata['a']:'b'</c>, <c>status:'b'</c> and the like, joined by AND.</summary>
    private JsonObject SearchIntents(StripeCall call)
    {
        var wanted = call.Required("query").Split(" AND ").Select(term => term.Trim().Split(':', 2)).ToList();
        var found = _objects.All("payment_intent", call.Account).Where(intent => intent.Number("created") + (long)SearchLag.TotalSeconds <= _objects.Now && wanted.TrueForAll(term =>
            (term[0].StartsWith("metadata[", StringComparison.Ordinal) ? intent["metadata"].Text(term[0][9..^1].Trim('\'', '"')) : intent.Text(term[0])) == term[1].Trim('\'', '"')));
        var page = _objects.Page(call, found);
        (page["object"], page["next_page"]) = ("search_result", null);
        return page;
    }

    private JsonObject CaptureIntent(StripeCall call)
    {
        var intent = Intent(call);
        Expect(intent, "requires_capture");
        var amount = call.Amount("amount_to_capture") ?? intent.Number("amount_capturable");
        if (amount > intent.Number("amount_capturable"))
        {
            throw new StripeRefusal(400, "amount_too_large", "The amount to capture is greater than the amount that can be captured.") { Param = "amount_to_capture" };
        }

        var charge = _objects.Find(intent.Text("latest_charge"))!;
        (charge["captured"], charge["amount_captured"]) = (true, amount);
        Settle(charge, amount, call.Account);
        (intent["amount_capturable"], intent["amount_received"], intent["status"]) = (0, amount, "succeeded");
        Tell("charge.captured", charge, call.Account);
        Tell("payment_intent.succeeded", intent, call.Account);
        return intent;
    }

    private JsonObject CancelIntent(StripeCall call)
    {
        var intent = Intent(call);
        Expect(intent, "requires_payment_method", "requires_confirmation", "requires_action", "requires_capture");
        return Cancel(intent, call["cancellation_reason"], call.Account);
    }

    /// <summary>What was held and not captured is no refund (since 2025-03-31.basil).</summary>
    private JsonObject Cancel(JsonObject intent, string? reason, string? account)
    {
        if (intent.Text("status") == "requires_capture" && reason == "expired")
        {
            Tell("charge.expired", _objects.Find(intent.Text("latest_charge"))!, account);
        }

        GiveCashBack(intent);
        (intent["status"], intent["canceled_at"], intent["cancellation_reason"]) = ("canceled", _objects.Now, reason);
        (intent["amount_capturable"], intent["next_action"]) = (0, null);
        Tell("payment_intent.canceled", intent, account);
        return intent;
    }

    private static void Expect(JsonObject intent, params ReadOnlySpan<string> states)
    {
        if (!states.Contains(intent.Text("status")))
        {
            var code = intent.Text("object") == "setup_intent" ? "setup_intent_unexpected_state" : "payment_intent_unexpected_state";
            throw new StripeRefusal(400, code, $"This {intent.Text("object")} has a status of {intent.Text("status")}, in which that cannot be done.") { Intent = intent };
        }
    }
}
