using System.Net;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Invoices.Fees;
using CeCommerce.Operators;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>What the platform bills its operators, through the front door.</summary>
public sealed class FeeInvoiceLifeTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Other => _shop.Token(Role.Operator, DemoOperators.Rental);

    private string Platform => _shop.Token(Role.Platform);

    [Fact]
    public async Task An_operator_reads_its_invoice_of_a_month_and_the_platform_all_of_them()
    {
        var issuer = new { legalName = "プラットフォーム株式会社", registrationNumber = "T7123456789012", postalCode = "100-0001", address = "東京都千代田区千代田1-1", phone = "03-0000-0000", idempotencyKey = Shop.Key() };
        Assert.Empty((await _shop.DoAsync("setPlatformIssuer", issuer, Platform, "platformIssuer { legalName }")).List("errors"));
        Assert.Empty((await _shop.DoAsync("setFeeRule", new { basisPoints = 1_000, idempotencyKey = Shop.Key() }, Platform, "feeRule { id }")).List("errors"));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await CompletedAsync();
        Assert.Empty(await NodesAsync(new { }, Staff));
        server.Clock.Advance(Tokyo.StartOf(new(2026, 12, 1)).AddHours(2) - server.Clock.GetUtcNow());
        await using (var scope = server.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<FeeInvoiceRound>().RunAsync(new HashSet<DateOnly>(), TestContext.Current.CancellationToken);
        }

        var invoice = Assert.Single(await NodesAsync(new { filter = new { month = "2026-11-30" } }, Staff));
        Assert.Equal(("2026-000001", "2026-11-01", "2026-11-30", "2026-12-01"), (invoice.Text("number"), invoice.Text("firstDay"), invoice.Text("lastDay"), invoice.Text("issuedOn")));
        Assert.Equal(("T7123456789012", "株式会社デモ再生工房", true), (invoice.GetProperty("issuer").Text("registrationNumber"), invoice.Text("recipient"), invoice.GetProperty("qualified").GetBoolean()));
        Assert.Equal(3_278, invoice.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal(invoice.Text("sha256"), CanonicalJson.Digest(invoice.Text("canonicalJson")));
        await FoundAsync(invoice);
        await FetchedAsync(invoice);
    }

    private async Task FoundAsync(JsonElement invoice)
    {
        var (id, seller) = (invoice.Text("id"), invoice.GetProperty("operator").Text("id"));
        Assert.Equal(id, Assert.Single(await NodesAsync(new { filter = new { operatorId = seller, from = "2026-12-01", to = "2026-12-01", minAmount = 3_278, maxAmount = 3_278 } }, Platform)).Text("id"));
        Assert.Empty(await NodesAsync(new { filter = new { month = "2026-12-01" } }, Platform));
        Assert.Empty(await NodesAsync(new { filter = new { minAmount = 3_279 } }, Platform));
        Assert.Empty(await NodesAsync(new { }, Other));
        Assert.Empty(await NodesAsync(new { filter = new { operatorId = seller } }, Other));
        const string Node = "query($id: ID!) { node(id: $id) { ... on FeeInvoice { number } } }";
        Assert.Equal("2026-000001", (await _shop.AskAsync(Node, new { id }, Staff)).GetProperty("node").Text("number"));
        var foreign = await server.GraphQLAsync(Node, new { id }, Other);
        Assert.Equal(JsonValueKind.Null, foreign.GetProperty("data").GetProperty("node").ValueKind);
    }

    private async Task FetchedAsync(JsonElement invoice)
    {
        var path = invoice.Text("pdf");
        var (status, file) = await FetchAsync(path, Staff);
        Assert.SkipWhen(status == HttpStatusCode.ServiceUnavailable, "The Japanese font is not on this machine.");
        Assert.Equal((HttpStatusCode.OK, "%PDF-"), (status, Encoding.ASCII.GetString(file[..5])));
        Assert.Equal(HttpStatusCode.OK, (await FetchAsync(path, Platform)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(path, Other)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(path.Replace("/ja", "/fr", StringComparison.Ordinal), Staff)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await FetchAsync(path, _shop.Token(Role.Consumer, consumer: "alice"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await FetchAsync(path, null)).Status);
    }

    /// <summary>Of 29,801 yen the fee is 2,980 and the tax 298.</summary>
    private async Task CompletedAsync()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher, price: 29_801));
        Assert.Empty((await _shop.DoAsync("handOver", new { orderId = order.Text("id"), serial = _shop.SerialOf(order.Text("id")), idempotencyKey = Shop.Key() }, Staff, "order { state }")).List("errors"));
        Assert.Empty((await _shop.DoAsync("completeOrder", new { orderId = order.Text("id"), idempotencyKey = Shop.Key() }, _shop.Token(Role.Consumer, consumer: "alice"), "order { state }")).List("errors"));
    }

    private async Task<IEnumerable<JsonElement>> NodesAsync(object variables, string token)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "fees", "FeeInvoices.graphql"), TestContext.Current.CancellationToken);
        var answer = await server.GraphQLAsync(document, variables, token);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").List("feeInvoices", "nodes");
    }

    private async Task<(HttpStatusCode Status, byte[] File)> FetchAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
