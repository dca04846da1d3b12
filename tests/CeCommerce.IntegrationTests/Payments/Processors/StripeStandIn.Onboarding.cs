using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>What Stripe makes of a connected account, and what it keeps of it.</content>
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

    /// <summary>As if it had been opened without asking for that.</summary>
    public void TakeCapability(string account, string capability) => Locked(() => _objects.Get("account", account)["capabilities"]!.AsObject().Remove(capability));

    /// <summary>The seller names another bank account.</summary>
    public void NewBank(string account) => ChangeAccount(account, found =>
    {
        var banks = found["external_accounts"]!["data"]!.AsArray();
        banks.Clear();
        banks.Add(MakeBank(account));
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

    private List<JsonObject> Capabilities(string account) => [.. _objects.Get("account", account)["capabilities"]!.AsObject().Select(one => new JsonObject
    {
        ["id"] = one.Key,
        ["object"] = "capability",
        ["account"] = account,
        ["requested"] = true,
        ["requested_at"] = _objects.Now,
        ["status"] = one.Value.Text(),
    })];

    /// <summary>Where an account is paid to; null for the platform, and before there is one.</summary>
    private JsonObject? Bank(string? account) =>
        _objects.Find(account)?["external_accounts"]?["data"]?.AsArray().OfType<JsonObject>().LastOrDefault(bank => bank["default_for_currency"].Is());

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
