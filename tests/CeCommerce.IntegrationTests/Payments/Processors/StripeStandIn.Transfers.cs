using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Transfers from the platform's balance to an account's, and back.</content>
public sealed partial class StripeStandIn
{
    private void RouteTransfers()
    {
        Route("POST", "/v1/transfers", CreateTransfer);
        Route("GET", "/v1/transfers", call => _objects.Page(call, _objects.All("transfer").Where(transfer =>
            (call["destination"] ?? transfer.Text("destination")) == transfer.Text("destination") && (call["transfer_group"] ?? transfer.Text("transfer_group")) == transfer.Text("transfer_group"))));
        Route("GET", "/v1/transfers/*", call => _objects.Get("transfer", call.Ids[0]));
        Route("POST", "/v1/transfers/*", call => Change(_objects.Get("transfer", call.Ids[0]), call, "description"));
        Route("POST", "/v1/transfers/*/reversals", CreateReversal);
        Route("GET", "/v1/transfers/*/reversals", call => _objects.Page(call, Reversals(call.Ids[0])));
        Route("GET", "/v1/transfers/*/reversals/*", call => _objects.Get("transfer_reversal", call.Ids[1]));
    }

    private JsonObject CreateTransfer(StripeCall call)
    {
        var (amount, to) = (call.RequiredAmount, call.Required("destination"));
        if (_objects.Find(to) is not { } account)
        {
            throw new StripeRefusal(400, "resource_missing", $"No such destination: '{to}'") { Param = "destination" };
        }

        if (account["capabilities"].Text("transfers") != "active")
        {
            throw new StripeRefusal(400, "insufficient_capabilities_for_transfer", "Your destination account needs to have at least one of the following capabilities enabled: transfers, legacy_payments.");
        }

        // What comes from one charge may still be pending, but is never more than that charge.
        var charge = call["source_transaction"] is { } source ? _objects.Get("charge", source) : null;
        var sent = _objects.All("transfer").Where(transfer => transfer.Text("source_transaction") == charge.Text("id")).Sum(transfer => transfer.Number("amount"));
        if (charge is null ? amount > Sum(null, isAvailable: true) : amount + sent > charge.Number("amount_captured"))
        {
            throw charge is null ? Insufficient("transfer") : new StripeRefusal(400, null, "Transfers using this transaction as a source must not exceed the source amount.") { Param = "amount" };
        }

        var transfer = _objects.Add("tr", "transfer", new()
        {
            ["amount"] = amount,
            ["amount_reversed"] = 0,
            ["currency"] = call.Required("currency"),
            ["description"] = call["description"],
            ["destination"] = to,
            ["metadata"] = Metadata(call),
            ["reversed"] = false,
            ["source_transaction"] = call["source_transaction"],
            ["source_type"] = "card",
            ["transfer_group"] = call["transfer_group"] ?? charge.Text("transfer_group"),
        });
        transfer["reversals"] = StripeObjects.List($"/v1/transfers/{transfer.Text("id")}/reversals", []);
        transfer["balance_transaction"] = Book("transfer", "transfer", -amount, transfer, null);
        transfer["destination_payment"] = Arrive(transfer, amount, to);
        Tell("transfer.created", transfer);
        return transfer;
    }

    /// <summary>The same money as the account sees it: a payment.</summary>
    private string Arrive(JsonObject transfer, long amount, string account)
    {
        var payment = _objects.Add("py", "charge", new()
        {
            ["amount"] = amount,
            ["amount_captured"] = amount,
            ["amount_refunded"] = 0,
            ["billing_details"] = new JsonObject { ["address"] = null, ["email"] = null, ["name"] = null, ["phone"] = null, ["tax_id"] = null },
            ["captured"] = true,
            ["currency"] = "jpy",
            ["disputed"] = false,
            ["metadata"] = new JsonObject(),
            ["paid"] = true,
            ["refunded"] = false,
            ["source_transfer"] = transfer.Text("id"),
            ["status"] = "succeeded",
        }, account);
        payment["balance_transaction"] = Book("payment", "charge", amount, payment, account);
        return payment.Text("id")!;
    }

    private IEnumerable<JsonObject> Reversals(string transfer) => _objects.All("transfer_reversal").Where(one => one.Text("transfer") == transfer);

    private JsonObject CreateReversal(StripeCall call)
    {
        var transfer = _objects.Get("transfer", call.Ids[0]);
        var left = transfer.Number("amount") - transfer.Number("amount_reversed");
        var (amount, account) = (call.Amount() ?? left, transfer.Text("destination")!);
        if (amount > left || left == 0)
        {
            throw new StripeRefusal(400, null, $"Transfer {call.Ids[0]} has ¥{left} left to reverse.") { Param = "amount" };
        }

        // Only what the account still has can be taken back.
        if (amount > Sum(account, isAvailable: true))
        {
            throw Insufficient("reversal");
        }

        var reversal = _objects.Add("trr", "transfer_reversal", new()
        {
            ["amount"] = amount,
            ["currency"] = "jpy",
            ["destination_payment_refund"] = null,
            ["metadata"] = Metadata(call),
            ["source_refund"] = null,
            ["transfer"] = call.Ids[0],
        });
        reversal["balance_transaction"] = Book("transfer_refund", "transfer_reversal", amount, reversal, null);
        var refund = MakeRefund(call with { Account = account }, _objects.Find(transfer.Text("destination_payment")), amount, "succeeded");
        (refund["source_transfer_reversal"], reversal["destination_payment_refund"]) = (reversal.Text("id"), refund.Text("id"));
        refund["balance_transaction"] = Book("payment_refund", "refund", -amount, refund, account);
        (transfer["amount_reversed"], transfer["reversed"]) = (transfer.Number("amount_reversed") + amount, amount == left);
        transfer["reversals"] = StripeObjects.List(call.Path, Reversals(call.Ids[0]));
        Tell("transfer.reversed", transfer);
        return reversal;
    }
}
