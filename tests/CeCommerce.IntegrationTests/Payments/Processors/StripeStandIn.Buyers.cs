using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>What buyers do about a payment away from us, and what time does to it.</content>
public sealed partial class StripeStandIn
{
    /// <summary>The buyer fills in Stripe's own form, which confirms the intent; gives Stripe's code where it refuses.</summary>
    /// <param name="method">One of Stripe's test cards, or the type of another method (<c>konbini</c>, <c>paypay</c>).</param>
    public string? FillForm(string intent, string method = "pm_card_visa", string name = "購入者", string email = "buyer@shop.example") => Locked(() =>
    {
        var isCard = StripeCard.Find(method) is not null;
        var data = new JsonObject { ["type"] = isCard ? "card" : method, ["billing_details"] = new JsonObject { ["name"] = name, ["email"] = email } };
        if (isCard)
        {
            data["card"] = new JsonObject { ["token"] = method };
        }

        var found = _objects.Find(intent) ?? throw new KeyNotFoundException(intent);
        var form = new StripeCall("POST", "", new() { ["payment_method_data"] = data, ["return_url"] = "https://shop.example/back" }, null, null);
        try
        {
            _ = found.Text("object") == "setup_intent" ? ConfirmSetup(found, form) : Confirm(found, form);
            return null;
        }
        catch (StripeRefusal refusal)
        {
            return refusal.DeclineCode ?? refusal.Code;
        }
    });

    /// <summary>The buyer pays the slip at the counter of a konbini; also ends what is being processed.</summary>
    public void PayAtCounter(string intent) => Locked(() =>
    {
        var (found, action) = InAction(intent, "processing");
        Require(found.Text("status") == "processing" || action == "konbini_display_details", found);
        Pay(found, null);
        return found;
    });

    /// <summary>The buyer has done their part and Stripe still waits; nothing can be cancelled any more.</summary>
    public void Process(string intent) => Locked(() =>
    {
        var (found, _) = InAction(intent);
        (found["status"], found["next_action"]) = ("processing", null);
        Tell($"{found.Text("object")}.processing", found);
        return found;
    });

    /// <summary>The buyer comes back from their bank or wallet; a payment or a set-up.</summary>
    public void Authenticate(string intent, bool success = true) => Locked(() =>
    {
        var (found, action) = InAction(intent);
        Require(action is "redirect_to_url" or "use_stripe_sdk", found);
        if (found.Text("object") == "setup_intent")
        {
            FinishSetup(found, success, null);
        }
        else if (success)
        {
            Pay(found, null);
        }
        else
        {
            Decline(found, _objects.Find(found.Text("payment_method"))!, "payment_intent_authentication_failure", null, null);
        }

        return found;
    });

    /// <summary>Its time is over: of a slip or a redirect, so that the buyer may try again, or of a hold on a card, which ends it.</summary>
    public void Expire(string intent) => Locked(() =>
    {
        var (found, _) = InAction(intent, "requires_capture");
        if (found.Text("status") == "requires_capture")
        {
            return Cancel(found, "expired", null);
        }

        var error = new JsonObject { ["type"] = "invalid_request_error", ["code"] = "payment_intent_payment_attempt_expired", ["message"] = "The payment attempt expired." };
        (found["status"], found["next_action"], found["payment_method"], found["last_payment_error"]) = ("requires_payment_method", null, null, error);
        Tell("payment_intent.payment_failed", found);
        return found;
    });

    private (JsonObject Intent, string? Action) InAction(string id, string? orStatus = null)
    {
        var found = _objects.Find(id) ?? throw new KeyNotFoundException(id);
        Require(found.Text("status") == "requires_action" || found.Text("status") == orStatus, found);
        return (found, found["next_action"].Text("type"));
    }

    private static void Require(bool holds, JsonObject thing)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"That cannot happen to it as it is: {thing.ToJsonString()}");
        }
    }
}
