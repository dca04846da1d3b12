using System.Security.Cryptography;
using System.Text;
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
}
