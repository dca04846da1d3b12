using System.Net;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>A qualified invoice with a name, on the buyer's request (消費税法 57-4(1)): its name lies sealed and waits for its day.</summary>
public sealed class NamedInvoiceTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Name = "株式会社柘榴石リース";

    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task The_buyer_gets_a_qualified_invoice_with_the_name_in_the_stead_of_the_simplified_one()
    {
        var order = await HandedOverAsync("named-1");
        var asked = await AskAsync(order, Buyer("named-1"), Name);
        Assert.Empty(asked.List("errors"));
        var invoice = asked.GetProperty("invoice");
        Assert.Equal(("QUALIFIED_INVOICE", Name), (invoice.Text("kind"), invoice.Text("addressee")));

        var issued = await OfAsync(order, Buyer("named-1"));
        Assert.Equal(["QUALIFIED_SIMPLIFIED_INVOICE", "QUALIFIED_INVOICE"], issued.Select(one => one.Text("kind")));
        Assert.Equal(issued[0].Text("id"), issued[1].GetProperty("replaces").Text("id"));
        Assert.Equal(issued[0].GetProperty("rates").ToString(), issued[1].GetProperty("rates").ToString());
        Assert.Equal(issued[0].Text("suppliedOn"), issued[1].Text("suppliedOn"));
        Assert.Equal(issued[1].Text("sha256"), CanonicalJson.Digest(issued[1].Text("canonicalJson")));
        Assert.Equal(Name, (await OfAsync(order, Staff))[1].Text("addressee"));
        Assert.Equal(JsonValueKind.Null, (await OfAsync(order, _shop.Token(Role.Platform)))[1].GetProperty("addressee").ValueKind);
        Assert.Equal(JsonValueKind.Null, issued[0].GetProperty("addressee").ValueKind);
    }

    [Fact]
    public async Task The_same_request_again_issues_nothing_and_another_name_replaces_the_first()
    {
        var (order, buyer, key) = (await HandedOverAsync("named-2"), Buyer("named-2"), Shop.Key());
        var first = (await AskAsync(order, buyer, Name, key)).GetProperty("invoice");
        Assert.Equal(first.Text("id"), (await AskAsync(order, buyer, $" {Name} ", key)).GetProperty("invoice").Text("id"));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await AskAsync(order, buyer, "別の会社", key)).List("errors").Single().Text("code"));

        foreach (var n in Enumerable.Range(2, 4))
        {
            Assert.Empty((await AskAsync(order, buyer, $"{Name} {n}")).List("errors"));
        }

        var issued = await OfAsync(order, buyer);
        Assert.Equal(issued.Take(5).Select(one => one.Text("id")), issued.Skip(1).Select(one => one.GetProperty("replaces").Text("id")));
        Assert.Equal("TOO_MANY_NAMED_INVOICES", (await AskAsync(order, buyer, "さらに別の会社")).List("errors").Single().Text("code"));
    }

    [Fact]
    public async Task What_cannot_be_named_is_refused()
    {
        var early = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher), consumer: "named-3");
        Assert.Equal("NAMED_INVOICE_TOO_EARLY", (await AskAsync(early, Buyer("named-3"), Name)).List("errors").Single().Text("code"));
        Assert.Equal("ORDER_NOT_FOUND", (await AskAsync(early, Buyer("bob"), Name)).List("errors").Single().Text("code"));
        foreach (var wrong in new[] { "", "  ", new string('あ', 101), "株式\n会社", "会社\u202e", "\ue000" })
        {
            Assert.Equal("INVOICE_NAME_INVALID", (await AskAsync(early, Buyer("named-3"), wrong)).List("errors").Single().Text("code"));
        }
    }

    [Fact]
    public async Task The_pdf_shows_the_name_to_buyer_and_operator()
    {
        var order = await HandedOverAsync("named-5");
        var path = (await AskAsync(order, Buyer("named-5"), Name)).GetProperty("invoice").Text("pdf");
        var (status, own) = await FetchAsync(path, Buyer("named-5"));
        Assert.SkipWhen(status == HttpStatusCode.ServiceUnavailable, "The Japanese font is not on this machine.");
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(own[..5]));
        Assert.Equal(own, (await FetchAsync(path, Staff)).File);
        Assert.NotEqual(own, (await FetchAsync(path, _shop.Token(Role.Platform))).File);
    }

    [Fact]
    public async Task A_refund_after_it_corrects_the_named_one()
    {
        var order = await HandedOverAsync("named-6");
        await AskAsync(order, Buyer("named-6"), Name);
        var refunded = await _shop.DoAsync(
            "refundLine", new { orderId = order.Text("id"), line = 1, amount = new { amount = 500, currency = "JPY" }, reason = "傷", idempotencyKey = Shop.Key() }, Staff, "order { id }");
        Assert.Empty(refunded.List("errors"));
        var issued = await OfAsync(order, Buyer("named-6"));
        Assert.Equal(["QUALIFIED_SIMPLIFIED_INVOICE", "QUALIFIED_INVOICE", "QUALIFIED_RETURN_INVOICE"], issued.Select(one => one.Text("kind")));
        Assert.Equal(issued[1].Text("id"), issued[2].GetProperty("corrects").Text("id"));
        Assert.Equal(JsonValueKind.Null, issued[2].GetProperty("addressee").ValueKind);
    }

    private string Buyer(string consumer) => _shop.Token(Role.Consumer, consumer: consumer);

    private async Task<JsonElement> HandedOverAsync(string consumer)
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801), consumer: consumer);
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        return order;
    }

    private Task<JsonElement> AskAsync(JsonElement order, string token, string name, string? key = null) => _shop.DoAsync(
        "requestNamedInvoice", new { orderId = order.Text("id"), name, idempotencyKey = key ?? Shop.Key() }, token, "invoice { id kind addressee retainedUntil pdf }");

    private async Task<List<JsonElement>> OfAsync(JsonElement order, string token) =>
    [
        .. (await _shop.AskAsync(
            "query($id: ID!) { order(id: $id) { invoices { id kind suppliedOn addressee replaces { id } corrects { id } rates { ratePercent total { amount } tax { amount } } canonicalJson sha256 } } }",
            new { id = order.Text("id") },
            token)).GetProperty("order").List("invoices"),
    ];

    private async Task<(HttpStatusCode Status, byte[] File)> FetchAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
