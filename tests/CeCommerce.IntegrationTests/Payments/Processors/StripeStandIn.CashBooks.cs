using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>What a customer's cash balance holds, each move of it, and the account that it is paid into.</content>
public sealed partial class StripeStandIn
{
    /// <summary>Yen by customer that are not applied to a payment.</summary>
    private readonly Dictionary<string, long> _cash = new(StringComparer.Ordinal);

    private JsonObject CashBalance(string customer) => new()
    {
        ["object"] = "cash_balance",
        ["available"] = _cash.TryGetValue(_objects.Get("customer", customer).Text("id")!, out var amount) && amount != 0 ? new JsonObject { ["jpy"] = amount } : null,
        ["customer"] = customer,
        ["livemode"] = false,
        ["settings"] = new JsonObject { ["reconciliation_mode"] = "automatic", ["using_merchant_default"] = true },
    };

    private JsonObject MoveCash(string customer, long amount, string type, JsonObject? details = null)
    {
        var fields = new JsonObject
        {
            ["currency"] = "jpy",
            ["customer"] = customer,
            ["ending_balance"] = _cash[customer] = _cash.GetValueOrDefault(customer) + amount,
            ["net_amount"] = amount,
            ["type"] = type,
        };
        if (details is not null)
        {
            fields[type] = details;
        }

        var moved = _objects.Add("ccsbtxn", "customer_cash_balance_transaction", fields);
        Tell("customer_cash_balance_transaction.created", moved);
        return moved;
    }

    private static JsonArray Addresses(JsonObject customer)
    {
        static JsonObject Nowhere() => new() { ["city"] = null, ["country"] = "JP", ["line1"] = null, ["line2"] = null, ["postal_code"] = null, ["state"] = null };
        return [new JsonObject
        {
            ["supported_networks"] = new JsonArray("zengin"),
            ["type"] = "zengin",
            ["zengin"] = new JsonObject
            {
                ["account_holder_address"] = Nowhere(),
                ["account_holder_name"] = "ストライプジャパン（カ",
                ["account_number"] = customer.Text("id")![4..10].PadLeft(7, '1'),
                ["account_type"] = "futsu",
                ["bank_address"] = Nowhere(),
                ["bank_code"] = "9999",
                ["bank_name"] = "テスト銀行",
                ["branch_code"] = "001",
                ["branch_name"] = "テスト支店",
            },
        }];
    }
}
