using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Disputes: a card holder's bank takes the money until it has decided. And the files that speak for us.</content>
public sealed partial class StripeStandIn
{
    /// <summary>Yen that Stripe asks for each dispute.</summary>
    public long DisputeFee { get; set; } = 1_500;

    /// <summary>The holder objects; gives the dispute's id.</summary>
    /// <param name="amount">Null for the whole charge.</param>
    /// <param name="isInquiry">The bank only asks: no money moves yet.</param>
    public string Dispute(string charge, long? amount = null, string reason = "fraudulent", bool isInquiry = false) => Locked(() =>
    {
        var disputed = _objects.Get("charge", charge);
        Require(disputed["captured"].Is(), disputed);
        var dispute = MakeDispute(disputed, amount ?? disputed.Number("amount_captured"), reason, isInquiry);
        disputed["disputed"] = true;
        Tell("charge.dispute.created", dispute);
        if (!isInquiry)
        {
            Withdraw(dispute, DisputeFee);
        }

        return dispute.Text("id")!;
    });

    /// <summary>An inquiry becomes a dispute: now the bank takes the money.</summary>
    public void Escalate(string dispute) => Locked(() =>
    {
        var found = _objects.Get("dispute", dispute);
        Require(found.Text("status")!.StartsWith("warning_", StringComparison.Ordinal), found);
        (found["status"], found["is_charge_refundable"]) = ("needs_response", false);
        Withdraw(found, DisputeFee);
        Tell("charge.dispute.updated", found);
        return found;
    });

    /// <summary>Stripe takes more for a dispute, or gives that back where it is minus.</summary>
    public void ChargeForDispute(string dispute, long fee) => Locked(() =>
    {
        var found = _objects.Get("dispute", dispute);
        AddMoney(found, Book("adjustment", fee > 0 ? "dispute" : "dispute_reversal", 0, found, null, fee));
        Tell("charge.dispute.updated", found);
        return found;
    });

    /// <summary>The platform's fee of a dispute that is won comes back with the money.</summary>
    public bool ReturnsDisputeFee { get; set; }

    /// <summary>The bank decides. One that was lost and appealed may still be won.</summary>
    public void Decide(string dispute, bool won) => Locked(() =>
    {
        var found = _objects.Get("dispute", dispute);
        var isInquiry = found.Text("status")!.StartsWith("warning_", StringComparison.Ordinal);
        Require(found.Text("status") is not ("won" or "lost" or "warning_closed"), found);
        found["status"] = isInquiry ? "warning_closed" : won ? "won" : "lost";
        if (won && !isInquiry)
        {
            AddMoney(found, Book("adjustment", "dispute_reversal", found.Number("amount"), found, null, ReturnsDisputeFee ? -DisputeFee : 0));
            Tell("charge.dispute.funds_reinstated", found);
        }

        Tell("charge.dispute.closed", found);
        return found;
    });

    /// <summary>The card holder's bank has decided against us and lets us object (<c>appeal_needs_response</c>).</summary>
    public void OpenAppeal(string dispute) => Locked(() =>
    {
        var found = _objects.Get("dispute", dispute);
        Require(found.Text("status") == "lost", found);
        found["status"] = "appeal_needs_response";
        found["evidence_details"]!["due_by"] = _objects.Now + 604_800;
        Tell("charge.dispute.updated", found);
        return found;
    });

    private void RouteDisputes()
    {
        Route("GET", "/v1/disputes", call => _objects.Page(call, _objects.All("dispute", call.Account).Where(dispute =>
            (call["charge"] ?? dispute.Text("charge")) == dispute.Text("charge") && (call["payment_intent"] ?? dispute.Text("payment_intent")) == dispute.Text("payment_intent"))));
        Route("GET", "/v1/disputes/*", call => _objects.Get("dispute", call.Ids[0], call.Account));
        Route("POST", "/v1/disputes/*", UpdateDispute);
        Route("POST", "/v1/disputes/*/close", call =>
        {
            var dispute = _objects.Get("dispute", call.Ids[0], call.Account);
            if (dispute.Text("status") is "won" or "lost")
            {
                throw new StripeRefusal(400, null, "This dispute is already closed.");
            }

            Decide(call.Ids[0], won: false);
            return dispute;
        });
        Route("POST", "/v1/files", CreateFile);
        Route("GET", "/v1/files", call => _objects.Page(call, _objects.All("file", call.Account)));
        Route("GET", "/v1/files/*", call => _objects.Get("file", call.Ids[0], call.Account));
    }

    private JsonObject MakeDispute(JsonObject charge, long amount, string reason, bool isInquiry) => _objects.Add("du", "dispute", new()
    {
        ["amount"] = amount,
        ["balance_transactions"] = new JsonArray(),
        ["charge"] = charge.Text("id"),
        ["currency"] = "jpy",
        ["enhanced_eligibility_types"] = new JsonArray(),
        ["evidence"] = new JsonObject { ["enhanced_evidence"] = new JsonObject() },
        ["evidence_details"] = new JsonObject
        {
            ["due_by"] = _objects.Now + 604_800,
            ["enhanced_eligibility"] = new JsonObject(),
            ["has_evidence"] = false,
            ["past_due"] = false,
            ["submission_count"] = 0,
            ["submission_method"] = "not_submitted",
        },
        ["intended_submission_method"] = null,
        ["is_charge_refundable"] = isInquiry,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = charge.Text("payment_intent"),
        ["payment_method_details"] = new JsonObject
        {
            ["type"] = "card",
            ["card"] = new JsonObject { ["brand"] = "visa", ["case_type"] = isInquiry ? "inquiry" : "chargeback", ["network"] = "visa", ["network_reason_code"] = "10.4" },
        },
        ["reason"] = reason,
        ["status"] = isInquiry ? "warning_needs_response" : "needs_response",
    });

    private void Withdraw(JsonObject dispute, long fee)
    {
        AddMoney(dispute, Book("adjustment", "dispute", -dispute.Number("amount"), dispute, null, fee));
        Tell("charge.dispute.funds_withdrawn", dispute);
    }

    private void AddMoney(JsonObject dispute, string transaction) => dispute["balance_transactions"]!.AsArray().Add(_objects.Find(transaction)!.DeepClone());

    private JsonObject UpdateDispute(StripeCall call)
    {
        var dispute = _objects.Get("dispute", call.Ids[0], call.Account);
        var (state, details) = (dispute.Text("status")!, dispute["evidence_details"]!.AsObject());
        if (!state.EndsWith("needs_response", StringComparison.Ordinal) || details.Number("due_by") < _objects.Now)
        {
            throw new StripeRefusal(400, null, "This dispute can no longer be answered.");
        }

        Change(dispute, call, "intended_submission_method");
        if (call.Form["evidence"] is JsonObject evidence)
        {
            // Stripe does not show what an appeal said.
            Merge(dispute["evidence"]!.AsObject(), evidence);
            dispute["evidence"]!.AsObject().Remove("appeal");
            details["has_evidence"] = true;
        }

        // Stripe submits at once unless told not to.
        if (call["submit"] != "false")
        {
            (details["submission_count"], details["submission_method"]) = (details.Number("submission_count") + 1, "manual");
            dispute["status"] = state.Replace("needs_response", "under_review", StringComparison.Ordinal);
        }

        Tell("charge.dispute.updated", dispute);
        return dispute;
    }

    private JsonObject CreateFile(StripeCall call)
    {
        var upload = call.Upload ?? throw new StripeRefusal(400, "parameter_missing", "Missing required param: file.") { Param = "file" };
        return _objects.Add("file", "file", new()
        {
            ["expires_at"] = null,
            ["filename"] = upload.Name,
            ["links"] = StripeObjects.List("/v1/file_links", []),
            ["purpose"] = call.Required("purpose"),
            ["size"] = upload.Content.Length,
            ["title"] = call["title"],
            ["type"] = Path.GetExtension(upload.Name).TrimStart('.'),
            ["url"] = null,
        }, call.Account);
    }
}
