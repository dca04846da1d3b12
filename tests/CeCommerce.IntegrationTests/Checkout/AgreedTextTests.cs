using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Checkout;

/// <summary>What a buyer agreed to is evidence: it is told as it was, whatever later versions would make of it.</summary>
public sealed class AgreedTextTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task An_old_confirmation_is_returned_as_it_was_stored()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        var stored = (string)_shop.Scalar("SELECT confirmation FROM orders.orders ORDER BY id DESC LIMIT 1")!;
        // As a version would have written it whose confirmation had a member that this one does not know.
        var other = stored.Replace("\"delivery\":", "\"deliverer\":\"ヤマト\",\"delivery\":", StringComparison.Ordinal);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(other)));
        _shop.Scalar("UPDATE orders.orders SET confirmation = $1, confirmation_digest = $2 WHERE confirmation = $3", other, digest, stored);

        var told = (await _shop.AskAsync(
            "query($id: ID!) { order(id: $id) { confirmationDigest confirmation { digest canonicalJson title } } }", new { id = order.Text("id") }, _shop.Token(Role.Consumer, consumer: "alice"))).GetProperty("order");
        Assert.NotEqual(stored, other);
        Assert.Equal((digest, digest, other), (told.Text("confirmationDigest"), told.GetProperty("confirmation").Text("digest"), told.GetProperty("confirmation").Text("canonicalJson")));
    }

    [Fact]
    public async Task What_was_agreed_over_all_contracts_is_returned_as_it_was_stored_to_its_buyer_alone()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        var (stored, digest) = ((string)_shop.Scalar("SELECT confirmation FROM checkout.purchases ORDER BY id DESC LIMIT 1")!, (string)_shop.Scalar("SELECT confirmation_digest FROM checkout.purchases ORDER BY id DESC LIMIT 1")!);

        const string Document =
            "query($id: ID!) { order(id: $id) { confirmationDigest purchase { id buyer canonicalJson sha256 total { amount } orders { id } } purchaseId lines { number title price { amount } taxIncluded { amount } } } }";
        var told = (await _shop.AskAsync(Document, new { id = order.Text("id") }, _shop.Token(Role.Consumer, consumer: "alice"))).GetProperty("order");
        var purchase = told.GetProperty("purchase");
        Assert.Equal((stored, digest, digest), (purchase.Text("canonicalJson"), purchase.Text("sha256"), CanonicalJson.Digest(stored)));
        Assert.Contains(told.Text("confirmationDigest"), stored, StringComparison.Ordinal);
        Assert.Equal(order.Text("id"), purchase.GetProperty("orders").EnumerateArray().Single().Text("id"));
        Assert.Equal(1, told.GetProperty("lines").EnumerateArray().Single().GetProperty("number").GetInt32());

        var node = await _shop.AskAsync("query($id: ID!) { node(id: $id) { ... on Purchase { sha256 } } }", new { id = purchase.Text("id") }, _shop.Token(Role.Consumer, consumer: "alice"));
        Assert.Equal(digest, node.GetProperty("node").Text("sha256"));
        foreach (var other in (string[])[_shop.Refurbisher, _shop.Token(Role.Consumer, consumer: "bob")])
        {
            Assert.Equal(JsonValueKind.Null, (await _shop.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id = purchase.Text("id") }, other)).GetProperty("node").ValueKind);
        }

        var seen = (await _shop.AskAsync(Document, new { id = order.Text("id") }, _shop.Refurbisher)).GetProperty("order");
        Assert.Equal((JsonValueKind.Null, told.Text("purchaseId")), (seen.GetProperty("purchase").ValueKind, seen.Text("purchaseId")));
    }
}
