using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Passports;

namespace CeCommerce.IntegrationTests.Passports;

/// <summary>Asks the public doors of passports, as a phone that scanned a code does.</summary>
public abstract class PublicDoorTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    protected const string Jan = "4912345678904";

    private static readonly ConditionalWeakTable<TestServer, Task<(string Passport, string Link)>> Offered = [];

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http.BaseAddress };

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected TestServer Server => server;

    internal Shop Sales { get; } = new(server);

    /// <summary>A unit on the shelf for all that only ask, by its passport.</summary>
    protected string Unit { get; private set; } = "";

    protected string Link { get; private set; } = "";

    protected string Home => _http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    public async ValueTask InitializeAsync() => (Unit, Link) = await Offered.GetValue(server, _ => OfferedAsync());

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>On the shelf, with the passport open.</summary>
    protected async Task<(string Passport, string Link)> OfferedAsync(bool ask = true, string? gtin = Jan, string name = "エアコン KT-934G")
    {
        var draft = await Sales.DraftAsync(Sales.Refurbisher, Sales.Item(("gtin", gtin), ("name", name)));
        Assert.Empty((await Sales.DoAsync("publishListing", new { id = draft.Text("id") }, Sales.Refurbisher)).List("errors"));
        var passport = PassportId.Of(ItemId.From(Shop.Uuid(draft.GetProperty("item"))));
        await Shop.UntilAsync(() => Task.FromResult(Sales.Scalar("SELECT status FROM passports.passports WHERE id = $1", passport.Value) is "Active"));
        return ($"{passport}", ask ? (await JsonAsync($"/passports/{passport}")).Text("digitalLink") : "");
    }

    protected async Task<HttpResponseMessage> AskAsync(string address, HttpMethod? method = null, string? accept = null, string? language = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        return await _http.SendAsync(request, Stop);
    }

    protected async Task<JsonElement> JsonAsync(string address)
    {
        var answer = await AskAsync(address, accept: "application/json");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
    }

    protected async Task<string> PageAsync(string address)
    {
        var answer = await AskAsync(address, accept: "text/html,application/xhtml+xml;q=0.9");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    protected static string Leads(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }
}
