using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Bank transfers: money comes to a customer's cash balance and pays from there what waits for it.</content>
public sealed partial class StripeStandIn
{
    /// <summary>Yen that came for an intent and do not make it whole yet.</summary>
    private readonly Dictionary<string, long> _applied = new(StringComparer.Ordinal);

    /// <summary>The buyer sends money to the account that they were shown: as much as is due, less, or more. It may come when nothing waits for it.</summary>
    /// <param name="to">The intent or the customer.</param>
    public void FundBankTransfer(string to, long amount) => Locked(() =>
    {
        var found = _objects.Find(to) ?? throw new KeyNotFoundException(to);
        return Fund(found.Text("object") == "customer" ? to : found.Text("customer")!, amount);
    });

    private void RouteCash()
    {
        Route("GET", "/v1/customers/*/cash_balance", call => CashBalance(call.Ids[0]));
        Route("POST", "/v1/customers/*/cash_balance", call => CashBalance(call.Ids[0]));
        Route("GET", "/v1/customers/*/cash_balance_transactions", call => _objects.Page(call, _objects.All("customer_cash_balance_transaction").Where(one => one.Text("customer") == call.Ids[0])));
        Route("GET", "/v1/customers/*/cash_balance_transactions/*", call => _objects.Get("customer_cash_balance_transaction", call.Ids[1]));
        Route("POST", "/v1/customers/*/funding_instructions", call => new()
        {
            ["object"] = "funding_instructions",
            ["bank_transfer"] = new JsonObject { ["country"] = "JP", ["financial_addresses"] = Addresses(_objects.Get("customer", call.Ids[0])), ["type"] = "jp_bank_transfer" },
            ["currency"] = "jpy",
            ["funding_type"] = "bank_transfer",
            ["livemode"] = false,
        });
        Route("POST", "/v1/test_helpers/customers/*/fund_cash_balance", call => Fund(_objects.Get("customer", call.Ids[0]).Text("id")!, call.RequiredAmount));
    }

    private JsonObject ConfirmTransfer(JsonObject intent, StripeCall call)
    {
        if (intent.Text("customer") is not { } customer)
        {
            throw new StripeRefusal(400, "parameter_missing", "A bank transfer needs a customer.") { Param = "customer" };
        }

        Apply(intent, customer);
        return intent.Text("status") == "succeeded"
            ? intent
            : Await(intent, "display_bank_transfer_instructions", new()
            {
                ["amount_remaining"] = Remaining(intent),
                ["currency"] = "jpy",
                ["financial_addresses"] = Addresses(_objects.Get("customer", customer)),
                ["hosted_instructions_url"] = $"{Url}instructions/{intent.Text("id")}",
                ["reference"] = intent.Text("id")![^6..].ToUpperInvariant(),
                ["type"] = "jp_bank_transfer",
            }, call.Account);
    }

    private long Remaining(JsonObject intent) => intent.Number("amount") - _applied.GetValueOrDefault(intent.Text("id")!);

    private JsonObject Fund(string customer, long amount)
    {
        var moved = MoveCash(customer, amount, "funded", new()
        {
            ["bank_transfer"] = new JsonObject
            {
                ["jp_bank_transfer"] = new JsonObject { ["sender_bank"] = "テスト銀行", ["sender_branch"] = "本店", ["sender_name"] = "テスト" },
                ["reference"] = null,
                ["type"] = "jp_bank_transfer",
            },
        });
        Book("payment_unreconciled", "unreconciled_customer_funds", amount, moved, null);
        var waiting = _objects.All("payment_intent").Reverse()
            .Where(intent => intent.Text("customer") == customer && intent["next_action"].Text("type") == "display_bank_transfer_instructions").ToList();
        foreach (var intent in Group(waiting, _cash[customer]) ?? waiting)
        {
            Apply(intent, customer);
        }

        Tell("cash_balance.funds_available", CashBalance(customer));
        return moved;
    }

    /// <summary>The smallest group of at most five, the oldest first, that wait for exactly this much; null when there is none.</summary>
    private List<JsonObject>? Group(List<JsonObject> waiting, long amount)
    {
        List<(List<JsonObject> Chosen, int Next, long Left)> groups = [([], 0, amount)];
        for (var size = 1; size <= 5; size++)
        {
            groups = [.. groups.SelectMany(group => Enumerable.Range(group.Next, waiting.Count - group.Next).Select(at =>
                (Chosen: (List<JsonObject>)[.. group.Chosen, waiting[at]], at + 1, Left: group.Left - Remaining(waiting[at]))).Where(wider => wider.Left >= 0))];
            if (groups.Find(group => group.Left == 0).Chosen is { } exact)
            {
                return exact;
            }
        }

        return null;
    }

    /// <summary>Takes from the cash balance what the intent still needs.</summary>
    private void Apply(JsonObject intent, string customer)
    {
        var (id, amount) = (intent.Text("id")!, Math.Min(_cash.GetValueOrDefault(customer), Remaining(intent)));
        if (amount <= 0)
        {
            return;
        }

        var moved = MoveCash(customer, -amount, "applied_to_payment", new() { ["payment_intent"] = id });
        _applied[id] = _applied.GetValueOrDefault(id) + amount;
        if (Remaining(intent) > 0)
        {
            if (intent["next_action"]?["display_bank_transfer_instructions"] is JsonObject shown)
            {
                shown["amount_remaining"] = Remaining(intent);
            }

            Tell("payment_intent.partially_funded", intent);
            return;
        }

        _applied.Remove(id);
        Book("payment_unreconciled", "unreconciled_customer_funds", -intent.Number("amount"), moved, null);
        Pay(intent, null);
    }

    /// <summary>What came for an intent that ends unpaid is the customer's again.</summary>
    private void GiveCashBack(JsonObject intent)
    {
        if (_applied.Remove(intent.Text("id")!, out var amount))
        {
            MoveCash(intent.Text("customer")!, amount, "unapplied_from_payment", new() { ["payment_intent"] = intent.Text("id") });
        }
    }

    /// <summary>Sends a customer's cash balance back to their bank (<c>origin=customer_balance</c>).</summary>
    private JsonObject ReturnCash(StripeCall call)
    {
        var (customer, amount) = (_objects.Get("customer", call.Required("customer")), call.RequiredAmount);
        if (amount > _cash.GetValueOrDefault(customer.Text("id")!))
        {
            throw new StripeRefusal(400, null, "The amount is greater than the customer's cash balance.") { Param = "amount" };
        }

        var email = call["instructions_email"] ?? customer.Text("email") ?? throw new StripeRefusal(400, "parameter_missing", "The buyer's email address is needed.") { Param = "instructions_email" };
        var refund = MakeRefund(call, null, amount, "requires_action");
        refund["customer"] = customer.Text("id");
        AskByEmail(refund, email);
        MoveCash(customer.Text("id")!, -amount, "return_initiated");
        refund["balance_transaction"] = Book("payment_unreconciled", "unreconciled_customer_funds", -amount, refund, null);
        Tell("refund.created", refund);
        return refund;
    }
}
