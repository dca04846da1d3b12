using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Personal.Retained;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>A name on a qualified invoice waits for its day, whatever becomes of the person; then it is gone.</summary>
public sealed class NamedInvoiceEndTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Name = "株式会社柘榴石リース";

    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    [Fact]
    public async Task Erasing_the_person_tells_that_the_name_waits_until_its_years_end_and_then_it_is_gone()
    {
        var (order, buyer) = (await HandedOverAsync("named-4"), Buyer("named-4"));
        var invoice = (await AskAsync(order, buyer, Name)).GetProperty("invoice");
        var until = invoice.Text("retainedUntil");

        var erased = (await _shop.DoAsync("erasePersonalData", new { confirm = true, idempotencyKey = Shop.Key() }, buyer, "erasure { retained { kind count until message } }")).GetProperty("erasure");
        var waits = erased.List("retained").Single();
        Assert.Equal(("NAMED_INVOICE", 1, until), (waits.Text("kind"), waits.GetProperty("count").GetInt32(), waits.Text("until")));
        Assert.Equal(Name, (await OfAsync(order, Staff))[1].Text("addressee"));
        Assert.Equal(0, await EndAsync());

        server.Clock.Advance(DateOnly.Parse(until, null).ToDateTime(TimeOnly.MinValue).AddDays(2) - server.Clock.GetUtcNow().UtcDateTime);
        Assert.True(await EndAsync() >= 1);
        Assert.Equal(0, await EndAsync());
        foreach (var reader in new[] { Buyer("named-4"), Staff })
        {
            Assert.Equal(JsonValueKind.Null, (await OfAsync(order, reader))[1].GetProperty("addressee").ValueKind);
        }

        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM personal.retained_texts WHERE sealed IS NOT NULL"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM personal.erasures WHERE finished_at IS NULL"));
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

    private async Task<int> EndAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RetainedEnds>().RoundAsync(TestContext.Current.CancellationToken);
    }
}
