using System.Net;
using System.Text.Json;
using CeCommerce.IntegrationTests.Payments.Processors;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments.Saved;

namespace CeCommerce.IntegrationTests.Payments.Saved;

/// <summary>A shop with Stripe whose consumers save cards, by the documents that apps start from.</summary>
public sealed class SavingShop(TestCluster cluster) : StripeShop(cluster)
{
    public const string Terms = "2026-12-01";

    private const string Placed = "order { id state buyerAction { __typename ... on PaymentSheet { clientSecret } ... on Redirect { page } } }";

    private int _delivered;

    /// <summary>The payload of <c>savePaymentMethod</c>.</summary>
    public async Task<JsonElement> SaveAsync(string? token = null, string? key = null, string method = "card", string version = Terms) =>
        (await RunAsync(
            "SavePaymentMethod",
            new { input = new { paymentMethod = method, agreedPurposes = new[] { "LATE_FEE", "DEPOSIT" }, agreedVersion = version, idempotencyKey = key ?? Shop.Key() } },
            token)).GetProperty("savePaymentMethod");

    /// <summary>Saved to the end, all news delivered; its id.</summary>
    public async Task<string> SavedAsync(string card = "pm_card_visa", string? token = null)
    {
        var begun = (await SaveAsync(token)).GetProperty("savedPaymentMethod");
        Assert.Null(Stripe.Save(Setup, card));
        await DeliverAsync();
        Assert.Equal("USABLE", (await MethodAsync(begun.Text("id"), token)).Text("state"));
        return begun.Text("id");
    }

    /// <summary>The newest SetupIntent.</summary>
    public string Setup => Stripe.All("setup_intent")[^1].Text("id")!;

    public async Task<JsonElement> MethodAsync(string id, string? token = null) => (await MethodsAsync(token)).Single(method => method.Text("id") == id);

    public async Task<IReadOnlyList<JsonElement>> MethodsAsync(string? token = null, string? state = null) =>
        [.. (await RunAsync("SavedPaymentMethods", new { state, first = 20 }, token)).List("savedPaymentMethods", "nodes")];

    public async Task<bool> IsExpiredAsync(string id, string token) =>
        (await Shop.AskAsync("query($id: ID!) { node(id: $id) { ... on SavedPaymentMethod { isExpired } } }", new { id }, token)).GetProperty("node").GetProperty("isExpired").GetBoolean();

    public async Task<JsonElement> RemoveAsync(string id, string? token = null) =>
        (await RunAsync("RemovePaymentMethod", new { input = new { savedPaymentMethodId = id, idempotencyKey = Shop.Key() } }, token)).GetProperty("removePaymentMethod");

    /// <summary>The payload of <c>placeOrder</c> with what was saved.</summary>
    public async Task<JsonElement> PlaceAsync(string method, string? token = null, string term = "CARD", string means = "card")
    {
        var buyer = token ?? Buyer;
        var listing = await Shop.PublishedAsync(Shop.Refurbisher, paymentMethod: term);
        var hold = (await Shop.DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Shop.Key() }, buyer, "hold { id }")).GetProperty("hold").Text("id");
        var digest = (await Shop.DoAsync("checkout", new { holdId = hold }, buyer, "confirmation { digest }")).GetProperty("confirmation").Text("digest");
        return await Shop.DoAsync(
            "placeOrder", new { holdId = hold, confirmationDigest = digest, paymentMethod = means, savedPaymentMethodId = method, idempotencyKey = Shop.Key() }, buyer, Placed);
    }

    public async Task<string> StateOfAsync(string order, string? token = null) =>
        (await Shop.AskAsync("query($id: ID!) { order(id: $id) { state } }", new { id = order }, token ?? Buyer)).GetProperty("order").Text("state");

    /// <summary>The saved card that an order names to whoever asks; null when it names none.</summary>
    public async Task<string?> NamedByAsync(string order, string token)
    {
        var named = (await Shop.AskAsync("query($id: ID!) { order(id: $id) { savedPaymentMethod { id card { lastFour } } } }", new { id = order }, token)).GetProperty("order").GetProperty("savedPaymentMethod");
        return named.ValueKind == JsonValueKind.Null ? null : named.Text("id");
    }

    /// <summary>Stripe's news so far, each twice, the newest first.</summary>
    public async Task DeliverAsync()
    {
        var news = Stripe.Events.Skip(_delivered).Reverse().ToList();
        _delivered += news.Count;
        foreach (var note in news.Concat(news))
        {
            using var answer = await Stripe.DeliverAsync(Server.Http, note);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public Task<int> SweepAsync() => On((SavedMethodSweep sweep) => sweep.RunAsync(TestContext.Current.CancellationToken));

    public async Task<JsonElement> RunAsync(string operation, object variables, string? token = null)
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "payments", operation + ".graphql"), TestContext.Current.CancellationToken);
        return await Shop.AskAsync(document, variables, token ?? Buyer);
    }
}
