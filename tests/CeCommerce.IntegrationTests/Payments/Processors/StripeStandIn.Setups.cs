using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>SetupIntents: a card is kept for later charges without the buyer.</content>
public sealed partial class StripeStandIn
{
    private void RouteSetups()
    {
        Route("POST", "/v1/setup_intents", CreateSetup);
        Route("GET", "/v1/setup_intents", call => _objects.Page(call, _objects.All("setup_intent", call.Account).Where(setup => (call["customer"] ?? setup.Text("customer")) == setup.Text("customer"))));
        Route("GET", "/v1/setup_intents/*", Setup);
        Route("POST", "/v1/setup_intents/*", call =>
        {
            var setup = Change(Setup(call), call, "customer", "description");
            TakeMethod(setup, call);
            return setup;
        });
        Route("POST", "/v1/setup_intents/*/confirm", call => ConfirmSetup(Setup(call), call));
        Route("POST", "/v1/setup_intents/*/cancel", CancelSetup);
        Route("GET", "/v1/mandates/*", call => _objects.Get("mandate", call.Ids[0], call.Account));
    }

    private JsonObject Setup(StripeCall call) => _objects.Get("setup_intent", call.Ids[0], call.Account);

    private JsonObject CreateSetup(StripeCall call)
    {
        RefuseTypes(call);
        if (call["customer"] is { } customer)
        {
            _objects.Get("customer", customer, call.Account);
        }

        var (id, allowed) = (_objects.NewId("seti"), call.Form["allowed_payment_method_types"]);
        var setup = _objects.Add("seti", "setup_intent", new()
        {
            ["id"] = id,
            ["allowed_payment_method_types"] = Copy(allowed),
            ["application"] = null,
            ["automatic_payment_methods"] = null,
            ["cancellation_reason"] = null,
            ["client_secret"] = $"{id}_secret_{Random.Shared.GetHexString(24)}",
            ["customer"] = call["customer"],
            ["description"] = call["description"],
            ["flow_directions"] = null,
            ["last_setup_error"] = null,
            ["latest_attempt"] = null,
            ["mandate"] = null,
            ["metadata"] = Metadata(call),
            ["next_action"] = null,
            ["on_behalf_of"] = null,
            ["payment_method"] = null,
            ["payment_method_options"] = StripeForm.Typed(call.Form["payment_method_options"] ?? new JsonObject()),
            ["payment_method_types"] = Copy(allowed) ?? new JsonArray("card"),
            ["single_use_mandate"] = null,
            ["status"] = "requires_payment_method",
            ["usage"] = call["usage"] ?? "off_session",
        }, call.Account);
        TakeMethod(setup, call);
        Tell("setup_intent.created", setup, call.Account);
        return call.Form.Is("confirm") ? ConfirmSetup(setup, call) : setup;
    }

    private JsonObject ConfirmSetup(JsonObject setup, StripeCall call)
    {
        Expect(setup, "requires_payment_method", "requires_confirmation", "requires_action");
        TakeMethod(setup, call);
        if (setup.Text("payment_method") is not { } method)
        {
            throw new StripeRefusal(400, "setup_intent_unexpected_state", "You cannot confirm this SetupIntent because it's missing a payment method.") { Intent = setup };
        }

        if (call.Form["mandate_data"] is JsonObject given)
        {
            setup["mandate"] = MakeMandate(given, method, call.Account);
        }

        var card = _cards[method];
        if (card.NeedsBuyer)
        {
            return Await(setup, call["return_url"] is null ? "use_stripe_sdk" : "redirect_to_url", Redirect(setup, call), call.Account);
        }

        if (card.Code is { } code && card.Last4 != "0341")
        {
            FailSetup(setup, code, call.Account);
            throw new StripeRefusal(402, code, "Your card was declined.") { Type = "card_error", DeclineCode = card.DeclineCode, Intent = setup.DeepClone().AsObject() };
        }

        return FinishSetup(setup, success: true, call.Account);
    }

    private JsonObject CancelSetup(StripeCall call)
    {
        var setup = Setup(call);
        Expect(setup, "requires_payment_method", "requires_confirmation", "requires_action");
        (setup["status"], setup["cancellation_reason"], setup["next_action"]) = ("canceled", call["cancellation_reason"], null);
        Tell("setup_intent.canceled", setup, call.Account);
        return setup;
    }

    private JsonObject FinishSetup(JsonObject setup, bool success, string? account)
    {
        if (!success)
        {
            return FailSetup(setup, "setup_intent_authentication_failure", account);
        }

        var method = _objects.Find(setup.Text("payment_method"))!;
        var card = _cards[method.Text("id")!];
        _cards[method.Text("id")!] = card with { NeedsBuyer = card.NeedsBuyer && !card.OnlyOnce };
        (setup["status"], setup["next_action"], setup["last_setup_error"]) = ("succeeded", null, null);
        if (setup.Text("customer") is { } customer)
        {
            Attach(method, customer, account);
        }

        Tell("setup_intent.succeeded", setup, account);
        return setup;
    }

    private JsonObject FailSetup(JsonObject setup, string code, string? account)
    {
        var error = new JsonObject { ["type"] = code == "setup_intent_authentication_failure" ? "invalid_request_error" : "card_error", ["code"] = code, ["message"] = "The card could not be set up." };
        (setup["status"], setup["payment_method"], setup["next_action"], setup["last_setup_error"]) = ("requires_payment_method", null, null, error);
        Tell("setup_intent.setup_failed", setup, account);
        return setup;
    }

    private string MakeMandate(JsonObject given, string method, string? account) => _objects.Add("mandate", "mandate", new()
    {
        ["customer_acceptance"] = StripeForm.Typed(given["customer_acceptance"]!),
        ["multi_use"] = new JsonObject(),
        ["payment_method"] = method,
        ["payment_method_details"] = new JsonObject { ["type"] = "card", ["card"] = new JsonObject() },
        ["status"] = "active",
        ["type"] = "multi_use",
    }, account).Text("id")!;
}
