using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Refunds. What was paid in cash goes back only when the buyer has told Stripe where to.</content>
public sealed partial class StripeStandIn
{
    private static readonly TimeSpan s_emailed = TimeSpan.FromDays(45);

    /// <summary>Ends a refund that is under way: <c>succeeded</c>, <c>failed</c> or <c>canceled</c>; one by card may also fail after it succeeded.</summary>
    public void FinishRefund(string refund, string status = "succeeded") => Locked(() =>
    {
        var found = _objects.Get("refund", refund);
        Require(found.Text("status") is "requires_action" or "pending" || (status == "failed" && found.Text("status") == "succeeded"), found);
        return Finish(found, status);
    });

    private void RouteRefunds()
    {
        Route("POST", "/v1/refunds", CreateRefund);
        Route("GET", "/v1/refunds", call => _objects.Page(call, _objects.All("refund", call.Account).Where(refund =>
            (call["payment_intent"] ?? refund.Text("payment_intent")) == refund.Text("payment_intent") && (call["charge"] ?? refund.Text("charge")) == refund.Text("charge"))));
        Route("GET", "/v1/refunds/*", call => _objects.Get("refund", call.Ids[0], call.Account));
        Route("POST", "/v1/refunds/*", call => Change(_objects.Get("refund", call.Ids[0], call.Account), call));
        Route("POST", "/v1/refunds/*/cancel", call =>
        {
            var refund = _objects.Get("refund", call.Ids[0], call.Account);
            return refund.Text("status") == "requires_action"
                ? Finish(refund, "canceled")
                : throw new StripeRefusal(400, null, $"Refund {call.Ids[0]} cannot be canceled: its status is {refund.Text("status")}.");
        });
    }

    private JsonObject CreateRefund(StripeCall call)
    {
        if (call["origin"] == "customer_balance")
        {
            return ReturnCash(call);
        }

        var charge = Refundable(call);
        var left = charge.Number("amount_captured") - charge.Number("amount_refunded");
        var amount = call.Amount() ?? left;
        if (left <= 0)
        {
            throw new StripeRefusal(400, "charge_already_refunded", $"Charge {charge.Text("id")} has already been refunded.");
        }

        if (amount > left)
        {
            throw new StripeRefusal(400, null, $"Refund amount (¥{amount}) is greater than unrefunded amount on charge (¥{left})") { Param = "amount" };
        }

        var type = charge["payment_method_details"].Text("type");
        var email = call["instructions_email"] ?? (type == "konbini" ? charge["billing_details"].Text("email") : _objects.Find(charge.Text("customer")).Text("email"));
        var isEmailed = type is "konbini" or "customer_balance";
        if (isEmailed && email is null)
        {
            throw new StripeRefusal(400, "parameter_missing", "The buyer's email address is needed to ask where the money should go.") { Param = "instructions_email" };
        }

        var isCovered = Sum(call.Account, isAvailable: true) + Sum(call.Account, isAvailable: false) >= amount;
        var refund = MakeRefund(call, charge, amount, isEmailed ? "requires_action" : isCovered ? "succeeded" : "pending");
        if (isEmailed)
        {
            AskByEmail(refund, email!);
        }

        if (isCovered)
        {
            refund["balance_transaction"] = Book(type == "card" ? "refund" : "payment_refund", "refund", -amount, refund, call.Account);
        }
        else if (!isEmailed)
        {
            refund["pending_reason"] = "insufficient_funds";
        }

        charge["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge["refunded"] = amount == left;
        if (type == "customer_balance")
        {
            MoveCash(charge.Text("customer")!, amount, "refunded_from_payment", new() { ["refund"] = refund.Text("id") });
            MoveCash(charge.Text("customer")!, -amount, "return_initiated");
        }

        Tell("refund.created", refund, call.Account);
        Tell("charge.refunded", charge, call.Account);
        return refund;
    }

    private JsonObject Refundable(StripeCall call)
    {
        var id = call["charge"];
        if (id is null && _objects.Get("payment_intent", call.Required("payment_intent"), call.Account) is var intent)
        {
            id = intent.Text("status") == "succeeded" ? intent.Text("latest_charge") : null;
        }

        var charge = id is null ? null : _objects.Get("charge", id, call.Account);
        if (charge is null || !charge["captured"].Is())
        {
            throw new StripeRefusal(400, null, "This payment does not have a successful charge to refund.") { Param = "payment_intent" };
        }

        return _objects.All("dispute").Any(dispute => dispute.Text("charge") == charge.Text("id") && !dispute["is_charge_refundable"].Is() && dispute.Text("status") is not "won")
            ? throw new StripeRefusal(400, "charge_disputed", $"Charge {charge.Text("id")} has been charged back; cannot issue a refund.")
            : charge;
    }

    private JsonObject MakeRefund(StripeCall call, JsonObject? charge, long amount, string status) => _objects.Add("re", "refund", new()
    {
        ["amount"] = amount,
        ["balance_transaction"] = null,
        ["charge"] = charge.Text("id"),
        ["currency"] = "jpy",
        ["metadata"] = Metadata(call),
        ["payment_intent"] = charge.Text("payment_intent"),
        ["reason"] = call["reason"],
        ["receipt_number"] = null,
        ["source_transfer_reversal"] = null,
        ["status"] = status,
        ["transfer_reversal"] = null,
    }, call.Account);

    private void AskByEmail(JsonObject refund, string email)
    {
        refund["instructions_email"] = email;
        refund["next_action"] = new JsonObject
        {
            ["type"] = "display_details",
            ["display_details"] = new JsonObject
            {
                ["email_sent"] = new JsonObject { ["email_sent_at"] = _objects.Now, ["email_sent_to"] = email },
                ["expires_at"] = _objects.Now + (long)s_emailed.TotalSeconds,
            },
        };
    }

    private JsonObject Finish(JsonObject refund, string status)
    {
        refund["status"] = status;
        refund.Remove("next_action");
        refund.Remove("pending_reason");
        var (amount, charge) = (refund.Number("amount"), _objects.Find(refund.Text("charge")));
        if (status == "succeeded")
        {
            refund["balance_transaction"] ??= Book(charge?["payment_method_details"].Text("type") == "card" ? "refund" : "payment_refund", "refund", -amount, refund, null);
        }
        else
        {
            refund["failure_reason"] = status == "failed" ? "declined" : null;
            ComeBack(refund, charge, amount);
        }

        if (status == "failed")
        {
            Tell("refund.failed", refund);
        }

        Tell("refund.updated", refund);
        if (charge is not null)
        {
            Tell("charge.refund.updated", refund);
        }

        return refund;
    }

    /// <summary>Money that did not reach the buyer: of a bank transfer it is the buyer's cash balance again, of others ours.</summary>
    private void ComeBack(JsonObject refund, JsonObject? charge, long amount)
    {
        if (charge is null || charge["payment_method_details"].Text("type") == "customer_balance")
        {
            MoveCash((charge ?? refund).Text("customer")!, amount, "return_canceled");
            Book("payment_unreconciled", "unreconciled_customer_funds", amount, refund, null);
            return;
        }

        if (refund.Text("balance_transaction") is not null)
        {
            var isCard = charge["payment_method_details"].Text("type") == "card";
            refund["failure_balance_transaction"] = Book(isCard ? "refund_failure" : "payment_failure_refund", "refund_failure", amount, refund, null);
        }

        (charge["amount_refunded"], charge["refunded"]) = (charge.Number("amount_refunded") - amount, false);
    }
}
