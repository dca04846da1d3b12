using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Payouts from a balance to the owner's bank.</content>
public sealed partial class StripeStandIn
{
    /// <summary>In which automatic payout a balance transaction was.</summary>
    private readonly Dictionary<string, string> _paidOut = new(StringComparer.Ordinal);

    /// <summary>Stripe sends the whole available balance by its schedule; gives the payout, null when there is nothing to send.</summary>
    public string? PayOutAutomatically(string account) => Locked(() =>
    {
        var amount = Sum(account, isAvailable: true);
        if (amount <= 0)
        {
            return null;
        }

        var sent = _objects.All("balance_transaction", account).Where(one => one.Text("status") == "available" && !_paidOut.ContainsKey(one.Text("id")!)).ToList();
        var payout = MakePayout(account, amount, true, []).Text("id")!;
        sent.ForEach(one => _paidOut[one.Text("id")!] = payout);
        return payout;
    });

    /// <summary>It is on its way to the bank.</summary>
    public void SendPayout(string payout) => MovePayout(payout, "in_transit", "payout.updated");

    /// <summary>It is in the owner's bank account, as far as Stripe knows: it may still fail.</summary>
    public void ArrivePayout(string payout) => MovePayout(payout, "paid", "payout.paid");

    /// <summary>The bank sent it back, up to days after it was told as paid; until there is another bank account nothing more can be paid out.</summary>
    public void FailPayout(string payout, string code = "account_closed") => MovePayout(payout, "failed", "payout.failed", (found, account) =>
    {
        (found["failure_code"], found["failure_message"]) = (code, "The bank account could not take the money.");
        found["failure_balance_transaction"] = Book("payout_failure", "payout_reversal", found.Number("amount"), found, account);
        if (Bank(account) is { } bank)
        {
            bank["status"] = "errored";
            Tell("account.external_account.updated", bank, account);
        }
    });

    private void RoutePayouts()
    {
        Route("POST", "/v1/payouts", CreatePayout);
        Route("GET", "/v1/payouts", call => _objects.Page(call, _objects.All("payout", call.Account).Where(payout => (call["status"] ?? payout.Text("status")) == payout.Text("status"))));
        Route("GET", "/v1/payouts/*", call => _objects.Get("payout", call.Ids[0], call.Account));
        Route("POST", "/v1/payouts/*", call => Change(_objects.Get("payout", call.Ids[0], call.Account), call));
        Route("POST", "/v1/payouts/*/cancel", call =>
        {
            if (_objects.Get("payout", call.Ids[0], call.Account).Text("status") != "pending")
            {
                throw new StripeRefusal(400, null, "Only a pending payout can be canceled.");
            }

            MovePayout(call.Ids[0], "canceled", "payout.canceled", (found, account) =>
                found["failure_balance_transaction"] = Book("payout_cancel", "payout_reversal", found.Number("amount"), found, account));
            return _objects.Get("payout", call.Ids[0], call.Account);
        });
    }

    private JsonObject CreatePayout(StripeCall call)
    {
        var amount = call.RequiredAmount;
        if (call.Account is { } account && !_objects.Get("account", account)["payouts_enabled"].Is())
        {
            throw new StripeRefusal(400, "payouts_not_allowed", "Payouts are disabled for this account.");
        }

        if (Bank(call.Account).Text("status") == "errored")
        {
            throw new StripeRefusal(400, "bank_account_unusable", "The bank account cannot be used for payouts; a different one must be used.");
        }

        return amount > Sum(call.Account, isAvailable: true) ? throw Insufficient("payout") : MakePayout(call.Account, amount, false, Metadata(call));
    }

    private JsonObject MakePayout(string? account, long amount, bool isAutomatic, JsonObject metadata)
    {
        var payout = _objects.Add("po", "payout", new()
        {
            ["amount"] = amount,
            ["application_fee"] = null,
            ["application_fee_amount"] = null,
            ["arrival_date"] = _objects.Now + 172_800,
            ["automatic"] = isAutomatic,
            ["currency"] = "jpy",
            ["description"] = isAutomatic ? "STRIPE PAYOUT" : null,
            ["destination"] = Bank(account).Text("id"),
            ["failure_balance_transaction"] = null,
            ["failure_code"] = null,
            ["failure_message"] = null,
            ["metadata"] = metadata,
            ["method"] = "standard",
            ["original_payout"] = null,
            ["reconciliation_status"] = isAutomatic ? "completed" : "not_applicable",
            ["reversed_by"] = null,
            ["source_type"] = "card",
            ["statement_descriptor"] = null,
            ["status"] = "pending",
            ["trace_id"] = null,
            ["type"] = "bank_account",
        }, account);
        payout["balance_transaction"] = Book("payout", "payout", -amount, payout, account);
        Tell("payout.created", payout, account);
        return payout;
    }

    private void MovePayout(string id, string status, string note, Action<JsonObject, string?>? also = null) => Locked(() =>
    {
        var payout = _objects.Find(id) ?? throw new KeyNotFoundException(id);
        Require(payout.Text("status") is "pending" or "in_transit" || (status == "failed" && payout.Text("status") == "paid"), payout);
        var account = _objects.Owner(payout);
        payout["status"] = status;
        also?.Invoke(payout, account);
        Tell(note, payout, account);
        return payout;
    });
}
