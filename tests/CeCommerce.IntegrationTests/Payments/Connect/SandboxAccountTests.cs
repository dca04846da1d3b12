using System.Net;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Operators.Statements;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Connect;

/// <summary>Accounts of the sandbox, which nobody needs; and the page that every operator has.</summary>
public sealed class SandboxAccountTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Shop _shop = new(server);

    [Fact]
    public async Task Without_an_account_one_sells_and_with_one_as_its_page_says()
    {
        var listing = await _shop.PublishedAsync(_shop.Refurbisher);
        var account = (await StripeAccount.OpenAsync(_shop)).GetProperty("payoutAccount");
        Assert.Equal("ENABLED", account.Text("state"));
        await _shop.BuyAsync(listing);

        var draft = await _shop.DraftAsync(_shop.Refurbisher);
        Assert.Equal(HttpStatusCode.OK, await SayAsync(account.Text("processorAccount"), "restricted"));
        await using (var second = await server.StartSecondAsync())
        {
            var there = new Shop(second);
            Assert.Equal("RESTRICTED", (await StripeAccount.OpenAsync(there)).GetProperty("payoutAccount").Text("state"));
        }

        Assert.Equal("PAYOUTS_NOT_ENABLED", (await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).Refusal().Text("code"));
        Assert.Equal(HttpStatusCode.NotFound, await SayAsync("sandbox_pac_nobody", "restricted"));
        Assert.Equal(HttpStatusCode.OK, await SayAsync(account.Text("processorAccount"), "enabled"));
        Assert.Empty((await _shop.DoAsync("publishListing", new { id = draft.Text("id") }, _shop.Refurbisher)).List("errors"));
    }

    [Fact]
    public async Task The_statement_of_each_operator_is_public_and_shows_what_the_law_wants()
    {
        using var page = await server.Http.GetAsync($"/operators/{DemoOperators.Refurbisher}/specified-commercial-transactions", TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (page.StatusCode, page.Content.Headers.ContentType!.ToString()));
        Assert.All(new[] { "販売業者", "運営責任者", "所在地", "電話番号", "申込みの期間", "返品・交換", "契約不適合責任", "Second-hand dealer" }, wanted => Assert.Contains(wanted, html, StringComparison.Ordinal));
        using var nobody = await server.Http.GetAsync("/operators/nobody/specified-commercial-transactions", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public void What_an_operator_writes_stays_text()
    {
        var hostile = Operator.Register(
            TypedId.New<OperatorId>(TimeProvider.System.GetUtcNow()), "hostile", OperatorProfile.Empty with { LegalName = "<script>alert(1)</script>" }, TimeProvider.System.GetUtcNow());
        var html = StatementPage.Page(hostile, new(2026, 11, 30));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> SayAsync(string account, string state)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("state", state)]);
        using var answer = await server.Http.PostAsync($"/sandbox/accounts/{account}", form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
