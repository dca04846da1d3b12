using System.Net;
using CeCommerce.Orders;
using CeCommerce.Payments;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Payments.Sandbox;
using CeCommerce.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CeCommerce.IntegrationTests.Orders;

public sealed class SandboxWebTests(OrderShop shop) : IClassFixture<OrderShop>, IAsyncLifetime
{
    private readonly HttpClient _browser = new();
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Features.Composition.AddServices(builder.Services, shop.Settings, () => shop.ConnectionString);
        builder.Services.AddSingleton(SandboxSettings.From(shop.Settings) with { Copies = 2 });
        _server = builder.Build();
        _server.MapPayments();
        await _server.StartAsync();
        _browser.BaseAddress = new Uri(_server.Urls.First());
        shop.NextHour();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_buyer_authenticates_in_the_browser_and_webhooks_delivered_twice_pay_once()
    {
        var order = (await shop.Place(await shop.Ready(), "card_authentication_required", server: _server.Services)).Value!;
        Assert.StartsWith(_browser.BaseAddress!.ToString(), order.NextActionUrl, StringComparison.Ordinal);
        var page = await _browser.GetStringAsync(order.NextActionUrl, TestContext.Current.CancellationToken);
        Assert.Contains("<form", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("outcome", "success")]);
        using var answer = await _browser.PostAsync(order.NextActionUrl, form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await shop.On((SandboxPost post) => post.DeliverAsync(default), _server.Services);
        Assert.Equal(OrderState.Paid, (await shop.Order(order.Id)).State);
        Assert.Equal(2, (await shop.Entries(order.Id)).Count);
        Assert.Equal(0, await shop.On((CommerceDatabase database) => database.Set<SandboxEvent>().CountAsync(x => x.DeliveredAt == null)));
    }

    [Fact]
    public async Task A_forged_or_shapeless_webhook_is_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Post("{}", "t=1,v1=00"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post("{}", Sign("{}")));
        Assert.Equal(HttpStatusCode.BadRequest, await Post("not json", Sign("not json")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Post(new string('x', 20_000), "t=1,v1=00"));
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/sandbox/authenticate/ord_unknown", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_was_signed_is_kept_as_it_came()
    {
        var body = $$"""{ "id": "kept-{{Guid.CreateVersion7():N}}",  "kind": "charge.updated", "reference": "ord_nobody", "at": "2026-11-20T00:00:00Z" }""";
        Assert.Equal(HttpStatusCode.OK, await Post(body, Sign(body)));
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString((byte[])(await shop.Scalar("SELECT payload FROM payments.webhook_inbox WHERE reference = 'ord_nobody'"))!));
    }

    [Fact]
    public async Task The_door_of_a_processor_that_is_not_set_up_is_closed()
    {
        using var answer = await _browser.PostAsync(new Uri("/webhooks/payments/nobody", UriKind.Relative), new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("WEBHOOK_UNKNOWN", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a\u0000b","kind":"k","reference":"r","at":"2026-11-20T00:00:00Z"}""")]
    [InlineData("""{"id":"e","kind":"k","reference":"a\u0000b","at":"2026-11-20T00:00:00Z"}""")]
    [InlineData("""{"id":"e","kind":"\ud800","reference":"r","at":"2026-11-20T00:00:00Z"}""")]
    [InlineData("""{"id":"e","kind":"k","reference":"r"}""")]
    [InlineData("""{"id":"e","kind":"k","reference":"r","at":null}""")]
    public async Task A_signed_notice_of_odd_content_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, await Post(body, Sign(body)));

    [Theory]
    [InlineData("multipart/form-data; boundary=zz", "x")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("application/x-www-form-urlencoded", null)]
    public async Task A_form_that_cannot_be_read_is_refused(string type, string? body)
    {
        var order = await shop.Paid("card_authentication_required");
        using var form = new StringContent(body ?? string.Join('&', Enumerable.Range(0, 3_000).Select(i => $"a{i}=1")));
        form.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await _browser.PostAsync(new Uri($"/sandbox/authenticate/{order.Id}", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private string Sign(string body) => WebhookSignature.Sign("only-for-development", shop.Clock.GetUtcNow(), System.Text.Encoding.UTF8.GetBytes(body));

    private async Task<HttpStatusCode> Post(string body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SandboxPost.Path) { Content = new StringContent(body) };
        request.Headers.Add(WebhookSignature.Header, signature);
        using var response = await _browser.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
