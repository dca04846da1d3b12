using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Connected accounts, each of a seller.</content>
public sealed partial class StripeStandIn
{
    private void RouteAccounts()
    {
        Route("POST", "/v1/accounts", CreateAccount);
        Route("GET", "/v1/accounts", call => _objects.Page(call, _objects.All("account")));
        Route("GET", "/v1/account", call => _objects.Get("account", call.Account ?? ""));
        Route("GET", "/v1/accounts/*", call => _objects.Get("account", call.Ids[0]));
        Route("POST", "/v1/accounts/*", UpdateAccount);
        Route("DELETE", "/v1/accounts/*", call => Delete(_objects.Get("account", call.Ids[0])));
        Route("POST", "/v1/accounts/*/reject", call =>
        {
            Restrict(call.Ids[0], $"rejected.{(call["reason"] == "other" ? "other" : "platform_" + call["reason"])}");
            return _objects.Get("account", call.Ids[0]);
        });
        Route("GET", "/v1/accounts/*/capabilities", call => StripeObjects.List(call.Path, Capabilities(call.Ids[0])));
        Route("GET", "/v1/accounts/*/capabilities/*", call => Capabilities(call.Ids[0]).Find(one => one.Text("id") == call.Ids[1])!);
        Route("POST", "/v1/accounts/*/capabilities/*", call =>
        {
            _objects.Get("account", call.Ids[0])["capabilities"]![call.Ids[1]] ??= "inactive";
            return Capabilities(call.Ids[0]).Find(one => one.Text("id") == call.Ids[1])!;
        });
        Route("GET", "/v1/accounts/*/external_accounts", call => _objects.Get("account", call.Ids[0])["external_accounts"]!.AsObject());
        Route("POST", "/v1/accounts/*/external_accounts", call =>
        {
            var (bank, banks) = (MakeBank(call.Ids[0]), _objects.Get("account", call.Ids[0])["external_accounts"]!["data"]!.AsArray());
            banks.ToList().ForEach(other => other!["default_for_currency"] = false);
            banks.Add(bank);
            return bank;
        });
        Route("POST", "/v1/account_links", call => new()
        {
            ["object"] = "account_link",
            ["created"] = _objects.Now,
            ["expires_at"] = _objects.Now + 300,
            ["url"] = $"{Url}onboarding/{_objects.Get("account", call.Required("account")).Text("id")}/{Random.Shared.GetHexString(12)}",
        });
        Route("POST", "/v1/accounts/*/login_links", call => new()
        {
            ["object"] = "login_link",
            ["created"] = _objects.Now,
            ["url"] = $"{Url}login/{_objects.Get("account", call.Ids[0]).Text("id")}",
        });
    }

    private JsonObject CreateAccount(StripeCall call)
    {
        var (id, asked) = (_objects.NewId("acct"), call.Form["capabilities"] as JsonObject ?? []);
        var (type, controller) = (call["type"], call.Form["controller"]);
        var account = _objects.Add("acct", "account", new()
        {
            ["id"] = id,
            ["business_profile"] = Copy(call.Form["business_profile"]) ?? new JsonObject(),
            ["business_type"] = call["business_type"],
            ["capabilities"] = new JsonObject(asked.Where(one => one.Value?["requested"].Is() == true).Select(one => KeyValuePair.Create(one.Key, (JsonNode?)"inactive"))),
            ["charges_enabled"] = false,
            ["controller"] = new JsonObject
            {
                ["fees"] = new JsonObject { ["payer"] = controller.Text("fees", "payer") ?? "account" },
                ["is_controller"] = true,
                ["losses"] = new JsonObject { ["payments"] = controller.Text("losses", "payments") ?? "stripe" },
                ["requirement_collection"] = controller.Text("requirement_collection") ?? "stripe",
                ["stripe_dashboard"] = new JsonObject { ["type"] = controller.Text("stripe_dashboard", "type") ?? "full" },
                ["type"] = "application",
            },
            ["country"] = call["country"] ?? "JP",
            ["default_currency"] = "jpy",
            ["details_submitted"] = false,
            ["email"] = call["email"],
            ["external_accounts"] = StripeObjects.List($"/v1/accounts/{id}/external_accounts", []),
            ["metadata"] = Metadata(call),
            ["payouts_enabled"] = false,
            ["requirements"] = Requirements("requirements.past_due", s_due),
            ["settings"] = Settings(call.Form["settings"]),
            ["tos_acceptance"] = new JsonObject { ["date"] = null, ["ip"] = null, ["user_agent"] = null },
            ["type"] = type ?? (controller is null ? "standard" : "none"),
        });
        Tell("account.updated", account, id);
        return account;
    }

    private JsonObject UpdateAccount(StripeCall call)
    {
        var account = Change(_objects.Get("account", call.Ids[0]), call, "email", "business_type");
        foreach (var name in new[] { "business_profile", "settings" })
        {
            Merge(account[name]!.AsObject(), StripeForm.Typed(call.Form[name] ?? new JsonObject()).AsObject());
        }

        foreach (var (name, _) in call.Form["capabilities"] as JsonObject ?? [])
        {
            account["capabilities"]![name] ??= "inactive";
        }

        Tell("account.updated", account, call.Ids[0]);
        return account;
    }

    private static void Merge(JsonObject into, JsonObject? from)
    {
        foreach (var (name, value) in from ?? [])
        {
            if (value is JsonObject below && into[name] is JsonObject there)
            {
                Merge(there, below);
            }
            else
            {
                into[name] = Copy(value);
            }
        }
    }
}
