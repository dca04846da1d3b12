using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Customers and their payment methods.</content>
public sealed partial class StripeStandIn
{
    private readonly Dictionary<string, StripeCard> _cards = new(StringComparer.Ordinal);

    /// <summary>Methods that were taken from their customer may not be used again.</summary>
    private readonly HashSet<string> _detached = new(StringComparer.Ordinal);

    private void RouteCustomers()
    {
        Route("POST", "/v1/customers", CreateCustomer);
        Route("GET", "/v1/customers", call => _objects.Page(call, _objects.All("customer", call.Account).Where(one => (call["email"] ?? one.Text("email")) == one.Text("email"))));
        Route("GET", "/v1/customers/*", call => _objects.Get("customer", call.Ids[0], call.Account));
        Route("POST", "/v1/customers/*", call => Change(_objects.Get("customer", call.Ids[0], call.Account), call, "name", "email", "phone", "description", "address", "preferred_locales"));
        Route("DELETE", "/v1/customers/*", call => DeleteCustomer(_objects.Get("customer", call.Ids[0], call.Account), call.Account));
        Route("GET", "/v1/customers/*/payment_methods", call => _objects.Page(call, Methods(call.Ids[0], call)));
        Route("POST", "/v1/payment_methods", call => MakeMethod(call.Form, call.Account));
        Route("GET", "/v1/payment_methods", call => _objects.Page(call, Methods(call["customer"], call)));
        Route("GET", "/v1/payment_methods/*", call => Method(call.Ids[0], call.Account));
        Route("POST", "/v1/payment_methods/*/attach", AttachMethod);
        Route("POST", "/v1/payment_methods/*/detach", DetachMethod);
    }

    private JsonObject CreateCustomer(StripeCall call)
    {
        var customer = _objects.Add("cus", "customer", new()
        {
            ["address"] = Copy(call.Form["address"]),
            ["balance"] = 0,
            ["currency"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = call["description"],
            ["discount"] = null,
            ["email"] = call["email"],
            ["invoice_prefix"] = null,
            ["metadata"] = Metadata(call),
            ["name"] = call["name"],
            ["next_invoice_sequence"] = 1,
            ["phone"] = call["phone"],
            ["preferred_locales"] = Copy(call.Form["preferred_locales"]) ?? new JsonArray(),
            ["shipping"] = Copy(call.Form["shipping"]),
            ["tax_exempt"] = "none",
            ["test_clock"] = null,
        }, call.Account);
        Tell("customer.created", customer, call.Account);
        return customer;
    }

    private IEnumerable<JsonObject> Methods(string? customer, StripeCall call) => _objects.All("payment_method", call.Account)
        .Where(method => method.Text("customer") == customer && customer is not null && (call["type"] ?? method.Text("type")) == method.Text("type"));

    /// <summary>One that was made before, or one of Stripe's test cards, which is a new one each time.</summary>
    private JsonObject Method(string name, string? account) =>
        StripeCard.Find(name) is not null && _objects.Find(name) is null ? MakeMethod(new() { ["type"] = "card", ["card"] = new JsonObject { ["token"] = name } }, account) : _objects.Get("payment_method", name, account);

    private JsonObject MakeMethod(JsonObject data, string? account)
    {
        var type = data.Text("type") ?? throw new StripeRefusal(400, "parameter_missing", "Missing required param: type.") { Param = "type" };
        var details = new JsonObject();
        var card = type == "card" ? StripeCard.Find(data.Text("card", "token") ?? "") ?? throw NoCard() : null;
        if (card is not null)
        {
            details = new()
            {
                ["brand"] = card.Brand,
                ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
                ["country"] = "JP",
                ["exp_month"] = 12,
                ["exp_year"] = 2034,
                ["fingerprint"] = $"print{card.Last4}",
                ["funding"] = "credit",
                ["last4"] = card.Last4,
                ["networks"] = new JsonObject { ["available"] = new JsonArray(card.Brand), ["preferred"] = null },
                ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
                ["wallet"] = null,
            };
        }

        var told = data["billing_details"];
        var method = _objects.Add("pm", "payment_method", new()
        {
            ["allow_redisplay"] = data.Text("allow_redisplay") ?? "unspecified",
            ["billing_details"] = new JsonObject
            {
                ["address"] = Copy(told?["address"]),
                ["email"] = told.Text("email"),
                ["name"] = told.Text("name"),
                ["phone"] = told.Text("phone"),
                ["tax_id"] = null,
            },
            ["customer"] = null,
            ["metadata"] = Copy(data["metadata"]) ?? new JsonObject(),
            ["type"] = type,
            [type] = details,
        }, account);
        if (card is not null)
        {
            _cards.Add(method.Text("id")!, card);
        }

        return method;
    }

    private JsonObject AttachMethod(StripeCall call)
    {
        var (method, customer) = (Method(call.Ids[0], call.Account), _objects.Get("customer", call.Required("customer"), call.Account));
        if (method.Text("customer") is { } owner && owner != customer.Text("id"))
        {
            throw new StripeRefusal(400, null, "The payment method you provided has already been attached to a customer.");
        }

        return Attach(method, customer.Text("id")!, call.Account);
    }

    private JsonObject Attach(JsonObject method, string customer, string? account)
    {
        method["customer"] = customer;
        Tell("payment_method.attached", method, account);
        return method;
    }

    private JsonObject DetachMethod(StripeCall call)
    {
        var method = Method(call.Ids[0], call.Account);
        if (method.Text("customer") is null)
        {
            throw new StripeRefusal(400, null, "The payment method you provided is not attached to a customer so detachment is impossible.");
        }

        return Detach(method, call.Account);
    }

    private JsonObject Detach(JsonObject method, string? account)
    {
        method["customer"] = null;
        _detached.Add(method.Text("id")!);
        Tell("payment_method.detached", method, account);
        return method;
    }

    /// <summary>The holder of a card takes it away on Stripe's own pages.</summary>
    public void Detach(string method) => Locked(() => Detach(_objects.Find(method)!, null));

    /// <summary>Somebody deletes one on Stripe's own pages.</summary>
    public void DeleteCustomer(string customer) => Locked(() => DeleteCustomer(_objects.Find(customer)!, null));

    /// <summary>It takes along what it has.</summary>
    private JsonObject DeleteCustomer(JsonObject customer, string? account)
    {
        foreach (var method in _objects.All("payment_method", account).Where(method => method.Text("customer") == customer.Text("id")).ToList())
        {
            Detach(method, account);
        }

        Tell("customer.deleted", customer, account);
        return Delete(customer);
    }

    private static StripeRefusal NoCard() =>
        new(402, null, "Sending credit card numbers directly to the Stripe API is generally unsafe; name one of the test payment methods.") { Type = "invalid_request_error" };
}
