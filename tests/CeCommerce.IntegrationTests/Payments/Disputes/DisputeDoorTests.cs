using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CeCommerce.IntegrationTests.Orders.Words;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Orders.Disputes;
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

    [Fact]
    public async Task Evidence_names_each_finding_what_was_measured_and_how_it_went_and_says_what_is_missing()
    {
        var published = await _shop.PublishedAsync(_shop.Refurbisher);
        await DoneAsync(
            "recordInspection",
            new
            {
                itemId = published.GetProperty("item").Text("id"),
                performedOn = "2026-11-19",
                performer = "OWN_STAFF",
                tool = "温度計 TM-300",
                result = "SUCCEEDED",
                cleaned = true,
                checklist = new[] { new { name = "冷房 30分", passed = true }, new { name = "暖房 30分", passed = true } },
                measurements = new[] { new { name = "吹出し温度", value = "11.5", unit = "℃" } },
                idempotencyKey = Shop.Key(),
            },
            _shop.Refurbisher,
            "act { id }");
        var order = (await _shop.BuyAsync(published)).Text("id");
        await DoneAsync("sendOrderMessage", new { orderId = order, text = "いつ届きますか。日曜日の午前中だと助かります。", idempotencyKey = Shop.Key() }, Alice);
        await DoneAsync("shipOrder", new { orderId = order, carrier = "佐川急便", trackingNumber = "402912345678", serial = _shop.SerialOf(order), idempotencyKey = Shop.Key() }, Staff);
        await DoneAsync("sendOrderMessage", new { orderId = order, text = "本日発送しました。日曜日の午前中に着く予定です。", idempotencyKey = Shop.Key() }, Staff);
        await SendPhotoAsync(order);
        await DoneAsync("confirmDelivery", new { orderId = order, idempotencyKey = Shop.Key() }, Alice);
        await DoneAsync("refundLine", new { orderId = order, line = 1, amount = Shop.Yen(1_000), reason = "配送時の傷", idempotencyKey = Shop.Key() }, Staff);
        await DisputeAsync(order);

        var said = await SaidAsync(order);
        Assert.Contains("RMJ2", said["等級基準"], StringComparison.Ordinal);
        Assert.Contains("注意あり / Warn", said["判定"], StringComparison.Ordinal);
        Assert.Contains("適合 / Pass", said["LS-006/mark"], StringComparison.Ordinal);
        Assert.Contains("吹出し温度: 11.5 ℃", said["2026-11-19 検査"], StringComparison.Ordinal);
        Assert.Contains("○ 冷房 30分", said["2026-11-19 検査"], StringComparison.Ordinal);
        Assert.Contains(said, fact => fact.Value.Contains("402912345678", StringComparison.Ordinal));
        Assert.DoesNotContain(said, fact => fact.Value.Contains("Rmj2", StringComparison.Ordinal));
        using var pdf = await GetAsync((await SeenAsync(order, Staff)).List("disputes").Single().Text("evidencePath"), Staff);
        if (Environment.GetEnvironmentVariable("CECOMMERCE_KEEP_EVIDENCE") is { } kept)
        {
            await File.WriteAllBytesAsync($"{kept}-full.pdf", await pdf.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>What stands in the pack, by the Japanese names of its lines.</summary>
    private async Task<Dictionary<string, string>> SaidAsync(string order)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        var orders = await database.Set<CeCommerce.Orders.Order>().AsNoTracking().Where(x => x.Id == TypedId.Parse<CeCommerce.Orders.OrderId>(order)).ToListAsync();
        var dispute = await database.Set<Dispute>().AsNoTracking().OrderByDescending(x => x.Id).FirstAsync();
        var pack = await scope.ServiceProvider.GetRequiredService<EvidenceGathering>().GatherAsync(dispute, orders, Caller.System, default);
        Assert.Contains(pack.Missing, missing => missing.En.Contains("confirmation on arrival", StringComparison.Ordinal));
        return pack.Parts.SelectMany(part => part.Facts).GroupBy(fact => fact.Name.Ja, fact => fact.Value).ToDictionary(facts => facts.Key, facts => string.Join('\n', facts));
    }

    private async Task SendPhotoAsync(string order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/orders/{order}/photos") { Content = new ByteArrayContent(OrderPhotosTests.Png(640, 480)) };
        request.Content.Headers.ContentType = new("image/png");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Staff);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task DoneAsync(string mutation, object input, string token, string select = "order { id }")
    {
        var payload = await _shop.DoAsync(mutation, input, token, select);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
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
