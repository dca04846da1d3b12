using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>媒介者交付特例 and 代理受領 through the front door.</summary>
public sealed class InvoiceAgencyLifeTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    [Fact]
    public async Task TX_002_the_platform_sets_itself_the_seller_tells_its_registration_and_gets_its_copies()
    {
        var platform = new
        {
            legalName = "プラットフォーム株式会社",
            registrationNumber = "T7123456789012",
            postalCode = "100-0001",
            address = "東京都千代田区千代田1-1",
            phone = "03-0000-0000",
            idempotencyKey = Shop.Key(),
        };
        var set = await RunAsync("setPlatformIssuer", "SetPlatformIssuer", platform, _shop.Token(Role.Platform));
        Assert.Empty(set.List("errors"));
        var told = await RunAsync("notifyInvoiceRegistration", "NotifyInvoiceRegistration", new { idempotencyKey = Shop.Key() }, Staff);
        Assert.Empty(told.List("errors"));
        Assert.Equal("T9234567890123", told.GetProperty("operator").GetProperty("invoiceRegistrationNotice").Text("sellerInvoiceNumber"));

        server.Clock.Advance(TimeSpan.FromDays(1));
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        var copies = (await server.GraphQLAsync(await DocumentAsync("invoices/InvoiceCopies"), new { first = 10 }, Staff)).GetProperty("data");
        Assert.Equal("T7123456789012", copies.GetProperty("platformIssuer").Text("registrationNumber"));
        var copy = copies.GetProperty("invoiceCopies").List("nodes").Single();
        Assert.Equal(("プラットフォーム株式会社", "株式会社デモ再生工房"), (copy.GetProperty("issuer").Text("name"), copy.GetProperty("seller").Text("name")));
        Assert.NotEmpty(copy.GetProperty("sellerCopy").Text("passedAt"));
        Assert.Equal(JsonValueKind.Object, (await OfBuyerAsync(order)).GetProperty("seller").ValueKind);

        Assert.Empty((await RunAsync("revokeInvoiceRegistration", "RevokeInvoiceRegistration", new { idempotencyKey = Shop.Key() }, Staff)).List("errors"));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var own = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = own.Text("id"), serial = _shop.SerialOf(own.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        Assert.Equal(JsonValueKind.Null, (await OfBuyerAsync(own)).GetProperty("seller").ValueKind);
    }

    [Fact]
    public async Task An_operator_that_accepted_the_terms_has_it_in_its_contracts_that_the_platform_receives_payment()
    {
        var seller = _shop.Token(Role.Operator, DemoOperators.Refurbisher);
        var before = await ContractAsync();
        Assert.Equal(JsonValueKind.Null, before.GetProperty("agentReceipt").ValueKind);
        Assert.DoesNotContain("agentReceipt", before.Text("canonicalJson"), StringComparison.Ordinal);

        var terms = (await server.GraphQLAsync(await DocumentAsync("operators/PlatformTerms"), new { }, null)).GetProperty("data").GetProperty("platformTerms");
        Assert.Contains("代わって受領", terms.Text("text"), StringComparison.Ordinal);
        var old = await RunAsync("acceptPlatformTerms", "AcceptPlatformTerms", new { version = "2020-01", idempotencyKey = Shop.Key() }, seller, "operators");
        Assert.Equal(("PLATFORM_TERMS_NOT_CURRENT", terms.Text("version")), (old.List("errors").Single().Text("code"), old.List("errors").Single().Text("currentTerms")));
        var accepted = await RunAsync("acceptPlatformTerms", "AcceptPlatformTerms", new { version = terms.Text("version"), idempotencyKey = Shop.Key() }, seller, "operators");
        Assert.Equal(terms.Text("version"), accepted.GetProperty("operator").GetProperty("acceptedTerms").Text("version"));

        var after = await ContractAsync();
        Assert.Equal(terms.Text("version"), after.GetProperty("agentReceipt").Text("termsVersion"));
        Assert.Contains("債務は消滅", after.GetProperty("agentReceipt").Text("note"), StringComparison.Ordinal);
        Assert.Contains("your debt to the seller is discharged", after.Text("canonicalJson"), StringComparison.Ordinal);
    }

    /// <summary>What a buyer agreed to today.</summary>
    private async Task<JsonElement> ContractAsync()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        return (await _shop.AskAsync("query($id: ID!) { order(id: $id) { confirmation { canonicalJson agentReceipt { termsVersion note } } } }", new { id = order.Text("id") }, Buyer)).GetProperty("order").GetProperty("confirmation");
    }

    private async Task<JsonElement> OfBuyerAsync(JsonElement order) =>
        (await _shop.AskAsync("query($id: ID!) { order(id: $id) { invoices { issuer { name } seller { name } } } }", new { id = order.Text("id") }, Buyer)).GetProperty("order").List("invoices").Single();

    private async Task<JsonElement> RunAsync(string field, string document, object input, string token, string folder = "invoices")
    {
        var answer = await server.GraphQLAsync(await DocumentAsync($"{folder}/{document}"), new { input }, token);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetProperty(field);
    }

    private static Task<string> DocumentAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", name + ".graphql"), TestContext.Current.CancellationToken);
}
