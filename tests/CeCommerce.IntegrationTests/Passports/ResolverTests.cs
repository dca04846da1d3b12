using System.Net;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Items;
using CeCommerce.Passports;
using CeCommerce.Passports.Identity;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Passports;

/// <summary>Digital Links over HTTP. The numbers R01 to R20 are those of <c>resolver-criteria.json</c>, which words what GS1's own test suite checks.</summary>
public sealed class ResolverTests(TestServer server) : PublicDoorTests(server)
{
    private const string Vocabulary = "https://ref.gs1.org/voc/";

    [Fact]
    public async Task R02_The_resolver_describes_itself()
    {
        var description = await JsonAsync("/.well-known/gs1resolver");
        Assert.Equal(Home, description.Text("resolverRoot"));
        Assert.Equal(["01", "8004"], description.List("supportedPrimaryKeys").Select(key => key.GetString()));
        Assert.Equal("gs1:", Assert.Single(description.List("supportedLinkType")).Text("prefix"));
    }

    [Fact]
    public async Task R03_GET_HEAD_and_OPTIONS_are_open_to_any_page()
    {
        foreach (var (method, status) in new[] { (HttpMethod.Get, HttpStatusCode.TemporaryRedirect), (HttpMethod.Head, HttpStatusCode.TemporaryRedirect), (HttpMethod.Options, HttpStatusCode.NoContent) })
        {
            var answer = await AskAsync(Link, method);
            Assert.Equal((status, "*"), (answer.StatusCode, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin"))));
        }

        Assert.Equal("GET, HEAD, OPTIONS", Assert.Single((await AskAsync(Link, HttpMethod.Options)).Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await AskAsync(Link, HttpMethod.Post)).StatusCode);
    }

    [Fact]
    public async Task R04_R14_ALink_leads_to_its_page_and_says_where_the_others_are()
    {
        var answer = await AskAsync(Link);
        Assert.Equal($"{Home}/passports/{Unit}", Leads(answer));
        Assert.Equal($"<{Link}?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\"", Assert.Single(answer.Headers.GetValues("Link")));
        Assert.Contains("<html lang=\"ja\">", await PageAsync(Leads(answer)), StringComparison.Ordinal);
        Assert.Equal(Link, (await JsonAsync(Leads(answer))).Text("digitalLink"));
        Assert.Equal($"{Home}/passports/{Unit}", Leads(await AskAsync(Link, accept: "application/json, text/html;q=0.5")));
    }

    [Theory]
    [InlineData("R05", "/foo")]
    [InlineData("R05", "/21/again")]
    [InlineData("R05", "/10/L")]
    [InlineData("R05", "?21=x")]
    [InlineData("R19", "instead:/01/4912345678904")]
    [InlineData("R19", "instead:/01/12345670")]
    [InlineData("R19", "instead:/01/04912345678905")]
    [InlineData("R19", "instead:/01/x/01/04912345678904")]
    [InlineData("R19", "instead:/01/04912345678904/ser/1")]
    [InlineData("R19", "instead:/01/")]
    public async Task R05_R06_R19_What_is_noLink_is_refused_with_the_reason(string criterion, string tail)
    {
        var answer = await AskAsync(tail.StartsWith("instead:", StringComparison.Ordinal) ? Home + tail[8..] : Link + tail);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, criterion);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.List("errors").Single();
        Assert.Equal("DIGITAL_LINK_INVALID", error.Text("code"));
        Assert.NotEmpty(error.Text("message"));
    }

    [Fact]
    public async Task R07_A_slash_at_the_end_changes_nothing() => Assert.Equal(Leads(await AskAsync(Link)), Leads(await AskAsync(Link + "/")));

    [Fact]
    public async Task R08_An_unknown_serial_or_lot_leads_to_the_model()
    {
        foreach (var tail in new[] { "", "/21/unknown", "/10/LOT", "/10/LOT/21/unknown" })
        {
            Assert.Equal($"{Home}/models/0{Jan}", Leads(await AskAsync($"{Home}/01/0{Jan}{tail}")));
        }

        Assert.Contains("KT-934G", await PageAsync($"{Home}/models/0{Jan}"), StringComparison.Ordinal);
        Assert.Equal("アオバ電機", (await JsonAsync($"/models/0{Jan}")).Text("brand"));
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(Home + "/01/09520123456788/21/unknown")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(Home + "/8004/4912345unknown")).StatusCode);
    }

    [Theory]
    [InlineData("?linkType=linkset", null)]
    [InlineData("?linkType=all", null)]
    [InlineData("", "application/linkset+json")]
    public async Task R09_to_R13_R18_TheLinkset_holds_every_level(string query, string? accept)
    {
        var answer = await AskAsync(Link + query, accept: accept);
        Assert.Equal((HttpStatusCode.OK, "application/linkset+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("rel=\"http://www.w3.org/ns/json-ld#context\"", Assert.Single(answer.Headers.GetValues("Link")), StringComparison.Ordinal);
        var levels = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.List("linkset").ToList();
        Assert.Equal([Link, $"{Home}/01/0{Jan}"], levels.Select(level => level.Text("anchor")));
        foreach (var level in levels)
        {
            Assert.Single(level.List(Vocabulary + "defaultLink"));
            foreach (var type in level.EnumerateObject().Where(member => member.Name is not ("anchor" or "itemDescription")))
            {
                Assert.Contains(type.Name, (string[])[Vocabulary + "defaultLink", Vocabulary + "pip", Vocabulary + "dpp"]);
                Assert.All(type.Value.EnumerateArray(), link => Assert.True(link.Text("href").StartsWith(Home, StringComparison.Ordinal) && link.Text("title").Length > 0));
            }
        }
    }

    [Theory]
    [InlineData("gs1:dpp", true)]
    [InlineData("https://ref.gs1.org/voc/dpp", true)]
    [InlineData("https://gs1.org/voc/dpp", true)]
    [InlineData("gs1:pip", true)]
    [InlineData("gs1:nosuchlt", false)]
    [InlineData("gs1:epcis", false)]
    [InlineData("dpp", false)]
    [InlineData("other:dpp", false)]
    public async Task R15_R16_ALink_type_leads_to_its_target_or_to_nothing(string type, bool leads)
    {
        var answer = await AskAsync($"{Link}?linkType={Uri.EscapeDataString(type)}");
        Assert.Equal(leads ? HttpStatusCode.TemporaryRedirect : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task R17_What_else_is_asked_goes_on()
    {
        Assert.Equal($"{Home}/passports/{Unit}?foo=bar%26&17=261231", Leads(await AskAsync(Link + "?foo=bar%26&linkType=gs1:dpp&17=261231")));
        Assert.Equal($"{Home}/passports/{Unit}?lang=en&foo=bar", Leads(await AskAsync(Link + "?foo=bar", language: "en")));
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9,en-US;q=0.8", "?lang=en")]
    [InlineData("fr,ja;q=0.5,en;q=0.4", "?lang=ja")]
    [InlineData("fr", "")]
    [InlineData(null, "")]
    public async Task R20_The_best_language_wins(string? language, string tail) => Assert.Equal($"{Home}/passports/{Unit}{tail}", Leads(await AskAsync(Link, language: language)));

    [Fact]
    public async Task Those_who_ask_at_once_get_oneLink_and_it_stays()
    {
        var (item, _) = await OfferedAsync(ask: false);
        var links = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await JsonAsync($"/passports/{item}")).Text("digitalLink")));
        var link = Assert.Single(links.Distinct());
        Assert.Matches($"^{Home}/01/0{Jan}/21/[A-Za-z0-9_-]{{20}}$", link);
        Assert.NotEqual(Link, link);
        Assert.Empty((await Sales.DoAsync("describeItem", new { id = item.Replace("psp", "itm", StringComparison.Ordinal), item = Sales.Item(("gtin", "4901234567894")) }, Sales.Refurbisher, "item { id }")).List("errors"));
        Assert.Equal(link, (await JsonAsync($"/passports/{item}")).Text("digitalLink"));
    }

    [Fact]
    public async Task A_unit_without_a_GTIN_is_named_by_the_prefix_of_the_platform_if_it_has_one()
    {
        var (item, _) = await OfferedAsync(ask: false, gtin: null);
        Assert.Equal(JsonValueKind.Null, (await JsonAsync($"/passports/{item}")).GetProperty("digitalLink").ValueKind);
        Assert.Contains("PASSPORT_WITHOUT_LINK", await (await AskAsync($"{Home}/passports/{item}/qr.svg")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await using var scope = Server.Services.CreateAsyncScope();
        var links = new PassportLinks(scope.ServiceProvider.GetRequiredService<CommerceDatabase>(), Server.Services.GetRequiredService<Settings>() with { Gs1Prefix = "4912345" });
        Assert.True(TypedId.TryParse<ItemId>(item.Replace("psp", "itm", StringComparison.Ordinal), out var id));
        var link = (await links.OfAsync(PassportId.Of(id), Home, Stop))!.ToUri();
        Assert.Matches($"^{Home}/8004/4912345[A-Za-z0-9_-]{{18}}$", link);
        Assert.Equal($"{Home}/passports/{PassportId.Of(id)}", Leads(await AskAsync(link)));
    }

    [Fact]
    public async Task GraphQL_finds_a_passport_by_theLink_on_the_unit()
    {
        const string Scanned = "query($link: String!) { passport(digitalLink: $link) { id digitalLink } }";
        var found = (await Sales.AskAsync(Scanned, new { link = Link.Replace(Home, "https://id.gs1.org", StringComparison.Ordinal) })).GetProperty("passport");
        Assert.Equal(Unit, found.Text("id"));
        Assert.EndsWith(new Uri(Link).AbsolutePath, found.Text("digitalLink"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await Sales.AskAsync(Scanned, new { link = $"{Home}/01/04912345678904/21/unknown" })).GetProperty("passport").ValueKind);
        Assert.Contains("DIGITAL_LINK_INVALID", (await Server.GraphQLAsync(Scanned, new { link = $"{Home}/01/123" })).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_units_are_named_at_once_and_none_twice()
    {
        var units = new List<(string Passport, string Link)>();
        for (var i = 0; i < 3; i++)
        {
            units.Add(await OfferedAsync(ask: false));
        }

        PassportId[] ids = [.. units.Select(unit => TypedId.TryParse<PassportId>(unit.Passport, out var id) ? id : default)];
        var named = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var scope = Server.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<PassportLinks>().OfAsync(ids, Home, Stop);
        }));
        Assert.All(named, links => Assert.Equal(ids.Select(id => named[0][id].ToUri()), ids.Select(id => links[id].ToUri())));
        Assert.Equal(3, named[0].Values.Select(link => link.ToUri()).Distinct().Count());
    }
}
