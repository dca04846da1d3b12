using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Disputes;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments.Disputes;

/// <summary>A dispute through the front door: who sees it, what is refused meanwhile, and what there is to say to the bank.</summary>
public sealed class DisputeDoorTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    private string Staff => _shop.Token(Role.Operator, DemoOperators.Refurbisher);

    private string Alice => _shop.Token(Role.Consumer, consumer: "alice");

    [Fact]
    public async Task A_dispute_is_seen_by_its_operator_and_the_platform_refuses_refunds_and_has_its_evidence_as_a_pdf()
    {
        var order = await _shop.BuyAsync(await _shop.PublishedAsync(_shop.Refurbisher));
        var id = order.Text("id");
        await DisputeAsync(id);

        var seen = (await SeenAsync(id, Staff)).List("disputes").Single();
        Assert.Equal(("NEEDS_RESPONSE", "FRAUDULENT", 1_500), (seen.Text("state"), seen.Text("reason"), seen.GetProperty("fee").GetProperty("amount").GetInt64()));
        Assert.Equal("FORBIDDEN", (await server.GraphQLAsync("query($id: ID!) { order(id: $id) { disputes { id } } }", new { id }, Alice)).Fault());
        var refused = await _shop.DoAsync("refundLine", new { orderId = id, line = 1, amount = Shop.Yen(100), reason = "傷", idempotencyKey = Shop.Key() }, Staff, "order { state }");
        Assert.Equal("PAYMENT_DISPUTED", refused.Refusal().Text("code"));

        var path = seen.Text("evidencePath");
        using var pdf = await GetAsync(path, Staff);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (pdf.StatusCode, pdf.Content.Headers.ContentType?.MediaType));
        var bytes = await pdf.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(bytes, 0, 8), StringComparison.Ordinal);
        Assert.Equal(1L, _shop.Scalar($"SELECT count(*) FROM platform.history WHERE subject_id = '{TypedId.Parse<DisputeId>(seen.Text("id")).Value}' AND what = 'evidence_read'"));
        if (Environment.GetEnvironmentVariable("CECOMMERCE_KEEP_EVIDENCE") is { } kept)
        {
            await File.WriteAllBytesAsync(kept, bytes, TestContext.Current.CancellationToken);
        }

        foreach (var stranger in new[] { _shop.Token(Role.Operator, DemoOperators.Rental), Alice })
        {
            using var hidden = await GetAsync(path, stranger);
            Assert.True(hidden.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, hidden.StatusCode.ToString());
        }
    }

    private async Task DisputeAsync(string order)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        var purchase = await database.Set<CeCommerce.Orders.Order>().Where(x => x.Id == TypedId.Parse<CeCommerce.Orders.OrderId>(order)).Select(x => x.PurchaseId).SingleAsync();
        var payment = await database.Set<Payment>().SingleAsync(x => x.PurposeId == purchase.Value);
        await scope.ServiceProvider.GetRequiredService<SandboxDisputes>().OpenAsync(payment.Reference, null, false, default);
        Assert.True(await scope.ServiceProvider.GetRequiredService<DisputeService>().HearAsync(payment, default));
    }

    private async Task<JsonElement> SeenAsync(string order, string token) => (await _shop.AskAsync(
        "query($id: ID!) { order(id: $id) { disputes { id state reason amount { amount } fee { amount } evidenceDueAt decidedAt evidencePath } } }", new { id = order }, token)).GetProperty("order");

    private async Task<HttpResponseMessage> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
