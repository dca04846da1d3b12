using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>How a PaymentIntent is confirmed: by card at once, or by what the buyer has yet to do.</content>
public sealed partial class StripeStandIn
{
    /// <summary>What the buyer agreed to when an intent was confirmed.</summary>
    private readonly Dictionary<string, string> _mandates = new(StringComparer.Ordinal);

    /// <summary>Takes over what the request says of the payment method, and makes a new one of its data.</summary>
    private void TakeMethod(JsonObject intent, StripeCall call)
    {
        var method = call.Form["payment_method_data"] is JsonObject data ? MakeMethod(data, call.Account)
            : call["payment_method"] is { } name ? Method(name, call.Account)
            : null;
        if (method is null)
        {
            return;
        }

        if (_detached.Contains(method.Text("id")!))
        {
            throw new StripeRefusal(400, null, "The provided PaymentMethod was detached from a Customer. It may not be used again.") { Param = "payment_method" };
        }

        if (!intent["payment_method_types"]!.AsArray().Any(type => type.Text() == method.Text("type")))
        {
            throw new StripeRefusal(400, "payment_intent_incompatible_payment_method", $"The PaymentMethod provided ({method.Text("type")}) is not allowed for this intent.") { Param = "payment_method" };
        }

        if (method.Text("customer") is { } owner && owner != intent.Text("customer"))
        {
            throw new StripeRefusal(400, null, "The provided PaymentMethod is attached to a Customer; name that customer in the intent.") { Param = "payment_method" };
        }

        intent["payment_method"] = method.Text("id");
        if (intent.Text("status") == "requires_payment_method")
        {
            intent["status"] = "requires_confirmation";
        }
    }

    private JsonObject Confirm(JsonObject intent, StripeCall call)
    {
        Expect(intent, "requires_payment_method", "requires_confirmation", "requires_action");
        TakeMethod(intent, call);
        if (call.Form["payment_method_options"] is JsonObject options)
        {
            intent["payment_method_options"] = StripeForm.Typed(options);
        }

        Change(intent, call, "setup_future_usage", "receipt_email", "capture_method", "shipping");
        if (_objects.Find(intent.Text("payment_method")) is not { } method)
        {
            throw new StripeRefusal(400, "payment_intent_unexpected_state", "You cannot confirm this PaymentIntent because it's missing a payment method.") { Intent = intent };
        }

        if (call.Form["mandate_data"] is JsonObject given)
        {
            _mandates[intent.Text("id")!] = MakeMandate(given, method.Text("id")!, call.Account);
        }

        var isManual = intent.Text("capture_method") == "manual";
        return method.Text("type") switch
        {
            "card" => ConfirmCard(intent, method, call),
            _ when isManual => throw new StripeRefusal(400, "payment_intent_incompatible_payment_method", $"{method.Text("type")} does not support manual capture.") { Param = "capture_method" },
            "konbini" => ConfirmKonbini(intent, method, call),
            "customer_balance" => ConfirmTransfer(intent, call),
            _ => Await(intent, "redirect_to_url", Redirect(intent, call), call.Account),
        };
    }

    private JsonObject ConfirmCard(JsonObject intent, JsonObject method, StripeCall call)
    {
        var card = _cards[method.Text("id")!];
        var isAlone = call.Form["off_session"] is { } alone && alone.Text() is not "false";
        if (card.NeedsBuyer && !isAlone && !call.Form.Is("error_on_requires_action"))
        {
            return call["return_url"] is null
                ? Await(intent, "use_stripe_sdk", new() { ["type"] = "three_d_secure_redirect", ["stripe_js"] = Redirect(intent, call)["url"]!.ToString() }, call.Account)
                : Await(intent, "redirect_to_url", Redirect(intent, call), call.Account);
        }

        if (card.NeedsBuyer || card.Code is not null)
        {
            throw Decline(intent, method, card.Code ?? "authentication_required", card.DeclineCode ?? "authentication_required", call.Account);
        }

        Pay(intent, call.Account);
        return intent;
    }

    private JsonObject ConfirmKonbini(JsonObject intent, JsonObject method, StripeCall call)
    {
        if (method.Text("billing_details", "name") is null || method.Text("billing_details", "email") is null)
        {
            throw new StripeRefusal(400, "parameter_missing", "konbini needs billing_details[name] and billing_details[email].") { Param = "payment_method_data[billing_details]" };
        }

        if (intent.Number("amount") is < 120 or > 300_000)
        {
            throw new StripeRefusal(400, intent.Number("amount") < 120 ? "amount_too_small" : "amount_too_large", "konbini takes ¥120 to ¥300,000.") { Param = "amount" };
        }

        var options = intent["payment_method_options"]?["konbini"];
        var expires = options.Text("expires_at") is { } at ? long.Parse(at, null) : EndOfDay(long.Parse(options.Text("expires_after_days") ?? "3", null));
        var number = options.Text("confirmation_number") ?? Random.Shared.Next(1_000_000, 9_999_999).ToString("D11", null);
        var stores = new JsonObject();
        foreach (var store in new[] { "familymart", "lawson", "ministop", "seicomart" })
        {
            stores[store] = new JsonObject { ["confirmation_number"] = number, ["payment_code"] = Random.Shared.Next(100_000, 999_999).ToString(null, null) };
        }

        return Await(intent, "konbini_display_details", new() { ["expires_at"] = expires, ["hosted_voucher_url"] = $"{Url}voucher/{intent.Text("id")}", ["stores"] = stores }, call.Account);
    }

    /// <summary>The last second of a day in Japan, so many days on.</summary>
    private long EndOfDay(long days)
    {
        var japan = DateTimeOffset.FromUnixTimeSeconds(_objects.Now).ToOffset(TimeSpan.FromHours(9));
        return new DateTimeOffset(japan.Date, japan.Offset).AddDays(days + 1).ToUnixTimeSeconds() - 1;
    }

    private JsonObject Redirect(JsonObject intent, StripeCall call) =>
        new() { ["return_url"] = call["return_url"], ["url"] = $"{Url}redirect/{intent.Text("id")}" };

    /// <summary>It is the buyer's turn.</summary>
    private JsonObject Await(JsonObject intent, string action, JsonObject details, string? account)
    {
        (intent["status"], intent["next_action"]) = ("requires_action", new JsonObject { ["type"] = action, [action] = details });
        Tell($"{intent.Text("object")}.requires_action", intent, account);
        return intent;
    }

    /// <summary>A try failed; another may be made.</summary>
    private StripeRefusal Decline(JsonObject intent, JsonObject method, string code, string? decline, string? account)
    {
        var charge = method.Text("type") == "card" && code != "payment_intent_authentication_failure" ? MakeCharge(intent, account, (code, decline)) : null;
        var message = code == "expired_card" ? "Your card has expired." : "Your card was declined.";
        var error = new JsonObject { ["type"] = method.Text("type") == "card" && charge is not null ? "card_error" : "invalid_request_error", ["code"] = code, ["message"] = message, ["payment_method"] = method.DeepClone() };
        if (decline is not null)
        {
            error["decline_code"] = decline;
        }

        if (charge is not null)
        {
            (error["charge"], intent["latest_charge"]) = (charge.Text("id"), charge.Text("id"));
            Tell("charge.failed", charge, account);
        }

        (intent["status"], intent["payment_method"], intent["next_action"], intent["last_payment_error"]) = ("requires_payment_method", null, null, error);
        Tell("payment_intent.payment_failed", intent, account);
        return new(402, code, message) { Type = "card_error", DeclineCode = decline, Intent = intent.DeepClone().AsObject(), Charge = charge.Text("id") };
    }

    private static bool IsHeld(JsonObject intent, JsonObject method) =>
        method.Text("type") == "card" && (intent.Text("capture_method") == "manual" || intent["payment_method_options"]?["card"].Text("capture_method") == "manual");

    /// <summary>The money is there, or held where it is captured by hand.</summary>
    private void Pay(JsonObject intent, string? account)
    {
        var (amount, method) = (intent.Number("amount"), _objects.Find(intent.Text("payment_method"))!);
        var isHeld = IsHeld(intent, method);
        var charge = MakeCharge(intent, account);
        (intent["latest_charge"], intent["next_action"], intent["last_payment_error"]) = (charge.Text("id"), null, null);
        (intent["status"], intent["amount_capturable"], intent["amount_received"]) = isHeld ? ("requires_capture", amount, 0L) : ("succeeded", 0L, amount);
        if (!isHeld)
        {
            (charge["captured"], charge["amount_captured"]) = (true, amount);
            Settle(charge, amount, account);
        }

        if (intent.Text("setup_future_usage") is not null && intent.Text("customer") is { } customer)
        {
            method["customer"] = customer;
        }

        Tell("charge.succeeded", charge, account);
        Tell(isHeld ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent, account);
        if (_cards.GetValueOrDefault(method.Text("id")!) is { IsDisputed: true })
        {
            Dispute(charge.Text("id")!);
        }
    }
}
