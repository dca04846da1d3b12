using System.Net;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>What buyers and sellers get in writing, through the front door.</summary>
public sealed class InvoiceLifeTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Invoice =
        "id kind number issuedOn suppliedOn issuer { name registrationNumber } seller { name } operatorId orderId order { id } lines { number kind description amount { amount } ratePercent reduced } "
        + "rates { ratePercent total { amount } tax { amount } source } total { amount } rounding corrects { id } retainedUntil canonicalJson sha256";

    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Buyer => _shop.Token(Role.Consumer, consumer: "alice");

    [Fact]
    public async Task What_a_registered_seller_hands_over_has_a_qualified_simplified_invoice()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        Assert.Empty((await OrderAsync(order, Buyer)).List("invoices"));
        await HandOverAsync(order);

        var invoice = (await OrderAsync(order, Buyer)).List("invoices").Single();
        Assert.Equal("QUALIFIED_SIMPLIFIED_INVOICE", invoice.Text("kind"));
        Assert.Equal(("株式会社デモ再生工房", "T9234567890123"), (invoice.GetProperty("issuer").Text("name"), invoice.GetProperty("issuer").Text("registrationNumber")));
        Assert.Matches("^2026-[0-9]{6}$", invoice.Text("number"));
        Assert.Equal(("2026-11-20", "2026-11-20", "2035-01-20"), (invoice.Text("issuedOn"), invoice.Text("suppliedOn"), invoice.Text("retainedUntil")));
        var rate = invoice.List("rates").Single();
        Assert.Equal((10, 29_801, 2_709), (rate.GetProperty("ratePercent").GetInt32(), Amount(rate, "total"), Amount(rate, "tax")));
        Assert.Equal((29_801, "DOWN"), (Amount(invoice, "total"), invoice.Text("rounding")));
        Assert.Equal(invoice.Text("sha256"), CanonicalJson.Digest(invoice.Text("canonicalJson")));
        Assert.DoesNotContain("alice", invoice.Text("canonicalJson"), StringComparison.Ordinal);

        // Who saw it can fetch it again, and so can its seller.
        foreach (var reader in new[] { Buyer, Staff, _shop.Token(Role.Platform) })
        {
            var again = await _shop.AskAsync("query($id: ID!) { node(id: $id) { ... on Invoice { number } } invoice(id: $id) { number order { id } } }", new { id = invoice.Text("id") }, reader);
            Assert.Equal((invoice.Text("number"), invoice.Text("number")), (again.GetProperty("node").Text("number"), again.GetProperty("invoice").Text("number")));
        }
    }

    [Fact]
    public async Task The_pdf_is_for_those_who_may_see_the_document()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        await HandOverAsync(order);
        var shown = (await _shop.AskAsync("query($id: ID!) { order(id: $id) { invoices { pdf english: pdf(language: EN) } } }", new { id = order.Text("id") }, Buyer)).GetProperty("order").List("invoices").Single();
        foreach (var path in new[] { shown.Text("pdf"), shown.Text("english") })
        {
            var (status, file) = await FetchAsync(path, Buyer);
            Assert.SkipWhen(status == HttpStatusCode.ServiceUnavailable, "The Japanese font is not on this machine.");
            Assert.Equal((HttpStatusCode.OK, "%PDF-"), (status, Encoding.ASCII.GetString(file[..5])));
            Assert.Equal(HttpStatusCode.OK, (await FetchAsync(path, Staff)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(path, _shop.Token(Role.Consumer, consumer: "bob"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(path, _shop.Token(Role.Operator, DemoOperators.Rental))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await FetchAsync(path, _shop.Token(Role.Consumer, null, "alice", "orders:read"))).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await FetchAsync(path, null)).Status);
        }
    }

    [Fact]
    public async Task A_document_is_never_changed()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        await HandOverAsync(order);
        var id = Shop.Uuid((await OrderAsync(order, Buyer)).List("invoices").Single());
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("UPDATE invoices.invoices SET number = 'X' WHERE id = $1", id));
        Assert.ThrowsAny<Npgsql.PostgresException>(() => _shop.Scalar("DELETE FROM invoices.invoices WHERE id = $1", id));
    }

    [Fact]
    public async Task Without_the_scope_an_order_shows_no_documents()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        await HandOverAsync(order);
        Assert.Empty((await OrderAsync(order, _shop.Token(Role.Consumer, null, "alice", "orders:read"))).List("invoices"));
    }

    [Fact]
    public async Task Documents_are_found_by_day_amount_and_counterparty()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 77_123), consumer: "find-me");
        await HandOverAsync(order);
        var auditor = _shop.Token(Role.Auditor);
        foreach (var reader in new[] { Staff, auditor, _shop.Token(Role.Platform) })
        {
            Assert.Single(await FindAsync(new { minAmount = 77_123, maxAmount = 77_123 }, reader));
            Assert.Single(await FindAsync(new { counterparty = "find-me", from = "2026-11-20", to = "2026-11-20" }, reader));
            Assert.Empty(await FindAsync(new { counterparty = "find-me", to = "2026-11-19" }, reader));
            Assert.Empty(await FindAsync(new { counterparty = "find-me", minAmount = 77_124 }, reader));
        }

        Assert.Empty(await FindAsync(new { counterparty = "find-me" }, _shop.Token(Role.Operator, DemoOperators.Rental)));
        Assert.Empty(await FindAsync(new { counterparty = "find-me" }, Buyer));
    }

    private async Task<IEnumerable<JsonElement>> FindAsync(object filter, string token) =>
        (await _shop.AskAsync("query($filter: InvoiceFilterInput) { invoices(filter: $filter, first: 10) { nodes { id } } }", new { filter }, token)).GetProperty("invoices").List("nodes");

    private async Task<(HttpStatusCode Status, byte[] File)> FetchAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private async Task HandOverAsync(JsonElement order)
    {
        var handed = await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }");
        Assert.Empty(handed.List("errors"));
    }

    private async Task<JsonElement> OrderAsync(JsonElement order, string token) =>
        (await _shop.AskAsync($"query($id: ID!) {{ order(id: $id) {{ invoices {{ {Invoice} }} }} }}", new { id = order.Text("id") }, token)).GetProperty("order");

    private static long Amount(JsonElement thing, string name) => thing.GetProperty(name).GetProperty("amount").GetInt64();
}
