using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Connected accounts, each of a seller, and what Stripe makes of them.</content>
public sealed partial class StripeStandIn
{
    private static readonly string[] s_due = ["business_profile.url", "external_account", "tos_acceptance.date"];

    /// <summary>The seller has told everything, and Stripe is content.</summary>
    public void Onboard(string account) => ChangeAccount(account, found =>
    {
        (found["details_submitted"], found["charges_enabled"], found["payouts_enabled"]) = (true, true, true);
        found["requirements"] = Requirements(null);
        if (found["external_accounts"]!["data"]!.AsArray() is { Count: 0 } banks)
        {
            banks.Add(MakeBank(account));
        }

        foreach (var name in found["capabilities"]!.AsObject().Select(capability => capability.Key).ToList())
        {
            found["capabilities"]![name] = "active";
        }
    });

    /// <summary>Stripe wants to know more and pays nothing until then.</summary>
    /// <param name="reason">A <c>disabled_reason</c> of Stripe's.</param>
    /// <param name="due">What is asked for.</param>
    public void Restrict(string account, string reason = "requirements.past_due", params string[] due) => ChangeAccount(account, found =>
    {
        (found["charges_enabled"], found["payouts_enabled"]) = (false, false);
        found["requirements"] = Requirements(reason, due);
        found["capabilities"]!["transfers"] = "inactive";
    });

    /// <summary>Anything else that Stripe may do to an account; <c>account.updated</c> follows.</summary>
    public void ChangeAccount(string account, Action<JsonObject> change) => Locked(() =>
    {
        var found = _objects.Get("account", account);
        change(found);
        Tell("account.updated", found, account);
        return found;
    });

    /// <summary>The seller leaves the platform, which may then do nothing on their behalf.</summary>
    public void Deauthorize(string account) => Locked(() =>
    {
        Tell("account.application.deauthorized", new() { ["id"] = "ca_standin", ["object"] = "application", ["name"] = "standin" }, account);
        _objects.Forget(_objects.Get("account", account));
        return account;
    });

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
        Route("GET", "/v1/accounts/*/capabilities/*", call => Capabilities(call.Ids[0]).First(one => one.Text("id") == call.Ids[1]));
        Route("POST", "/v1/accounts/*/capabilities/*", call =>
        {
            _objects.Get("account", call.Ids[0])["capabilities"]![call.Ids[1]] ??= "inactive";
            return Capabilities(call.Ids[0]).First(one => one.Text("id") == call.Ids[1]);
        });
        Route("GET", "/v1/accounts/*/external_accounts", call => _objects.Get("account", call.Ids[0])["external_accounts"]!.AsObject());
        Route("POST", "/v1/accounts/*/external_accounts", call =>
        {
            var bank = MakeBank(call.Ids[0]);
            _objects.Get("account", call.Ids[0])["external_accounts"]!["data"]!.AsArray().Add(bank);
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

    private static JsonObject Settings(JsonNode? given)
    {
        var settings = new JsonObject
        {
            ["branding"] = new JsonObject { ["icon"] = null, ["logo"] = null, ["primary_color"] = null, ["secondary_color"] = null },
            ["card_payments"] = new JsonObject { ["statement_descriptor_prefix"] = null },
            ["dashboard"] = new JsonObject { ["display_name"] = null, ["timezone"] = "Asia/Tokyo" },
            ["payments"] = new JsonObject { ["statement_descriptor"] = null },
            ["payouts"] = new JsonObject
            {
                ["debit_negative_balances"] = false,
                ["schedule"] = new JsonObject { ["delay_days"] = 4, ["interval"] = "manual" },
                ["statement_descriptor"] = null,
            },
        };
        Merge(settings, StripeForm.Typed(given ?? new JsonObject()).AsObject());
        return settings;
    }

    private static JsonObject Requirements(string? reason, params ReadOnlySpan<string> due)
    {
        static JsonArray Of(ReadOnlySpan<string> names)
        {
            var array = new JsonArray();
            foreach (var name in names)
            {
                array.Add((JsonNode)name);
            }

            return array;
        }

        return new()
        {
            ["alternatives"] = new JsonArray(),
            ["current_deadline"] = null,
            ["currently_due"] = Of(due),
            ["disabled_reason"] = reason,
            ["errors"] = new JsonArray(),
            ["eventually_due"] = Of(due),
            ["past_due"] = Of(reason == "requirements.past_due" ? due : []),
            ["pending_verification"] = new JsonArray(),
        };
    }

    private IEnumerable<JsonObject> Capabilities(string account) => _objects.Get("account", account)["capabilities"]!.AsObject().Select(one => new JsonObject
    {
        ["id"] = one.Key,
        ["object"] = "capability",
        ["account"] = account,
        ["requested"] = true,
        ["requested_at"] = _objects.Now,
        ["status"] = one.Value.Text(),
    }).ToList();

    private JsonObject MakeBank(string account) => new()
    {
        ["id"] = _objects.NewId("ba"),
        ["object"] = "bank_account",
        ["account"] = account,
        ["account_holder_name"] = "テスト",
        ["account_holder_type"] = "company",
        ["account_type"] = "futsu",
        ["bank_name"] = "STRIPE TEST BANK",
        ["country"] = "JP",
        ["currency"] = "jpy",
        ["default_for_currency"] = true,
        ["fingerprint"] = null,
        ["last4"] = "1234",
        ["metadata"] = new JsonObject(),
        ["routing_number"] = "1100000",
        ["status"] = "new",
    };
}
