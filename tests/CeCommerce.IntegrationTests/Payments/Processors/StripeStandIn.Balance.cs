using System.Globalization;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <content>Balances of the platform and of each connected account, and what moved them.</content>
public sealed partial class StripeStandIn
{
    /// <summary>Stripe's fee of a charge; rounded half up to whole yen.</summary>
    public long FeePermille { get; set; } = 36;

    /// <summary>How long money of charges is pending before it is available.</summary>
    public TimeSpan SettlesAfter { get; set; }

    /// <summary>Yen that can be used now.</summary>
    public long Available(string? account = null) => Locked(() => Sum(account, isAvailable: true));

    /// <summary>Adds money to the balance of the platform or of an account (or takes it away), as a top-up from its bank.</summary>
    public void TopUp(long amount, string? account = null) => Locked(() => Book("topup", "topup", amount, null, account));

    private void RouteBalance()
    {
        Route("GET", "/v1/balance", ReadBalance);
        Route("GET", "/v1/balance_transactions", ListTransactions);
        Route("GET", "/v1/balance_transactions/*", call => _objects.Get("balance_transaction", call.Ids[0], call.Account));
    }

    private JsonObject ReadBalance(StripeCall call)
    {
        static JsonArray Of(long amount) => [new JsonObject { ["amount"] = amount, ["currency"] = "jpy", ["source_types"] = new JsonObject { ["card"] = amount } }];
        return new()
        {
            ["object"] = "balance",
            ["available"] = Of(Sum(call.Account, isAvailable: true)),
            ["livemode"] = false,
            ["pending"] = Of(Sum(call.Account, isAvailable: false)),
        };
    }

    private JsonObject ListTransactions(StripeCall call)
    {
        Age(call.Account);
        return _objects.Page(call, _objects.All("balance_transaction", call.Account).Where(one =>
            (call["type"] ?? one.Text("type")) == one.Text("type")
            && (call["source"] ?? one.Text("source")) == one.Text("source")
            && (call["payout"] is not { } payout || _paidOut.GetValueOrDefault(one.Text("id")!) == payout || one.Text("source") == payout)));
    }

    private long Sum(string? account, bool isAvailable)
    {
        Age(account);
        return _objects.All("balance_transaction", account).Where(one => one.Text("status") == "available" == isAvailable).Sum(one => one.Number("net"));
    }

    private void Age(string? account)
    {
        foreach (var one in _objects.All("balance_transaction", account).Where(one => one.Number("available_on") <= _objects.Now))
        {
            one["status"] = "available";
        }
    }

    /// <summary>Moves a balance and says why; gives the id of the transaction.</summary>
    /// <param name="category">As Stripe's reports call it.</param>
    /// <param name="amount">Yen; minus takes away.</param>
    private string Book(string type, string category, long amount, JsonObject? source, string? account, long fee = 0)
    {
        var available = _objects.Now + (type is "charge" or "payment" ? (long)SettlesAfter.TotalSeconds : 0);
        return _objects.Add("txn", "balance_transaction", new()
        {
            ["amount"] = amount,
            ["available_on"] = available,
            ["balance_type"] = "payments",
            ["currency"] = "jpy",
            ["description"] = Copy(source?["description"]),
            ["exchange_rate"] = null,
            ["fee"] = fee,
            ["fee_details"] = fee == 0 ? [] : new JsonArray(new JsonObject
            {
                ["amount"] = fee,
                ["application"] = null,
                ["currency"] = "jpy",
                ["description"] = category == "dispute" ? "Dispute fee" : "Stripe processing fees",
                ["type"] = "stripe_fee",
            }),
            ["net"] = amount - fee,
            ["reporting_category"] = category,
            ["source"] = source.Text("id"),
            ["status"] = available <= _objects.Now ? "available" : "pending",
            ["type"] = type,
        }, account).Text("id")!;
    }

    private static StripeRefusal Insufficient(string what) =>
        new(400, "balance_insufficient", string.Create(CultureInfo.InvariantCulture, $"You have insufficient available funds in your Stripe balance for this {what}."));
}
