using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Auditing;

/// <summary>An auditor sees what the platform has assigned to it, from the first day to the last.</summary>
public sealed class AuditorAssignmentTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Inside = "query($id: ID!, $item: ID!) { listing(id: $id) { id sourceId suspension { reason } } node(id: $id) { id } item(id: $item) { id } "
        + "listings(first: 50) { edges { node { id operator { code } } } } items(first: 50) { edges { node { id } } } }";

    private readonly Shop _shop = new(server);

    private string Auditor => _shop.Token(Role.Auditor);

    [Fact]
    public async Task An_auditor_sees_an_operator_while_it_is_assigned_and_not_a_moment_longer()
    {
        await _shop.EndAuditAsync(DemoOperators.Rental);
        Assert.Empty((await AssignAsync(DemoOperators.Rental)).List("errors"));
        var rental = _shop.Token(Role.Operator, DemoOperators.Rental);
        var draft = await _shop.DraftAsync(rental, sourceId: Shop.Key());
        Assert.True(Seen(await LookAsync(draft), draft));

        await _shop.EndAuditAsync(DemoOperators.Rental);
        Assert.False(Seen(await LookAsync(draft), draft));
        Assert.DoesNotContain(DemoOperators.Rental, (await LookAsync(draft)).List("listings", "edges").Select(edge => edge.GetProperty("node").GetProperty("operator").Text("code")));

        Assert.Empty((await AssignAsync(DemoOperators.Rental)).List("errors"));
        Assert.True(Seen(await LookAsync(draft), draft));
        await _shop.EndAuditAsync(DemoOperators.Rental);
    }

    [Fact]
    public async Task What_is_published_shows_its_inside_to_assigned_auditors_only()
    {
        await _shop.EndAuditAsync(DemoOperators.Refurbisher);
        var listing = await _shop.PublishedAsync(_shop.Refurbisher, sourceId: Shop.Key());
        var seen = await LookAsync(listing);
        Assert.Equal(listing.Text("id"), seen.GetProperty("listing").Text("id"));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("listing").GetProperty("sourceId").ValueKind);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("item").ValueKind);
        Assert.Empty((await AssignAsync(DemoOperators.Refurbisher, until: "2027-01-01")).List("errors"));
        Assert.Equal(JsonValueKind.String, (await LookAsync(listing)).GetProperty("listing").GetProperty("sourceId").ValueKind);
    }

    [Fact]
    public async Task An_assignment_of_other_days_shows_nothing_and_none_may_overlap()
    {
        var auditor = "auditor-of-other-days";
        Assert.Empty((await AssignAsync(DemoOperators.Rental, auditor, "2027-01-01", "2027-02-01")).List("errors"));
        Assert.Equal(0L, _shop.Scalar("SELECT count(*) FROM operators.assignments WHERE client_id = $1 AND \"from\" <= '2026-11-20'", auditor));
        Assert.Equal("AUDITOR_ASSIGNED_ALREADY", (await AssignAsync(DemoOperators.Rental, auditor, "2027-01-31")).Refusal().Text("code"));
        Assert.Empty((await AssignAsync(DemoOperators.Rental, auditor, "2027-02-01")).List("errors"));
        Assert.Equal("ASSIGNMENT_VALUE_INVALID", (await AssignAsync(DemoOperators.Rental, auditor, "2027-03-01", "2027-03-01")).Refusal().Text("code"));
        Assert.Equal("ASSIGNMENT_VALUE_INVALID", (await AssignAsync(DemoOperators.Rental, " ")).Refusal().Text("code"));
    }

    [Fact]
    public async Task Only_the_platform_assigns_and_the_same_key_assigns_once()
    {
        var input = new { clientId = "auditor-of-one-key", operatorId = Id(DemoOperators.Rental), idempotencyKey = Shop.Key() };
        var both = await Task.WhenAll(DoAsync(input), DoAsync(input));
        Assert.All(both, answer => Assert.True(answer.List("errors").All(error => error.Text("code") == "REQUEST_STILL_RUNNING"), answer.ToString()));
        Assert.Empty((await DoAsync(input)).List("errors"));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM operators.assignments WHERE client_id = 'auditor-of-one-key'"));
        foreach (var token in new[] { Auditor, _shop.Refurbisher, _shop.Token(Role.Operator, DemoOperators.Rental), null })
        {
            var refused = await server.GraphQLAsync(
                "mutation($input: AssignAuditorInput!) { assignAuditor(input: $input) { assignment { id } errors { code } } }", new { input }, token);
            Assert.Contains(refused.Fault(), new[] { "FORBIDDEN", "UNAUTHENTICATED" });
        }
    }

    [Fact]
    public async Task An_ended_assignment_stays_ended_and_its_operator_sees_it()
    {
        var made = (await AssignAsync(DemoOperators.Rental, "auditor-that-goes")).GetProperty("assignment").Text("id");
        Assert.Equal("2026-11-20", (await EndAsync(made)).GetProperty("assignment").Text("until"));
        Assert.Equal("ASSIGNMENT_ENDED", (await EndAsync(made)).Refusal().Text("code"));
        Assert.Equal("ASSIGNMENT_NOT_FOUND", (await EndAsync("asn_" + new string('0', 26))).Refusal().Text("code"));
        var query = "{ assignments(first: 50) { edges { node { clientId until operator { code } } } } }";
        Assert.Contains(await ClientsAsync(query, _shop.Token(Role.Operator, DemoOperators.Rental)), client => client == "auditor-that-goes");
        Assert.DoesNotContain(await ClientsAsync(query, _shop.Token(Role.Operator, DemoOperators.Refurbisher)), client => client == "auditor-that-goes");
        Assert.All(await ClientsAsync(query, Auditor), client => Assert.Equal("demo-auditor", client));
    }

    [Fact]
    public async Task A_subscription_ends_with_the_assignment()
    {
        await _shop.EndAuditAsync(DemoOperators.Rental);
        Assert.Empty((await AssignAsync(DemoOperators.Rental)).List("errors"));
        var rental = _shop.Token(Role.Operator, DemoOperators.Rental);
        var draft = await _shop.DraftAsync(rental);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = $"subscription {{ listingChanged(id: \"{draft.Text("id")}\") {{ id state }} }}" }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new("Bearer", Auditor);
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        var seen = WatchAsync(reader, draft.Text("id"));
        await Shop.UntilAsync(async () =>
        {
            await _shop.DoAsync("describeItem", new { id = draft.GetProperty("item").Text("id"), item = _shop.Item() }, rental, "item { id }");
            return seen.IsCompleted;
        });
        await _shop.EndAuditAsync(DemoOperators.Rental);
        var rest = reader.ReadToEndAsync(Stop);
        await _shop.DoAsync("withdrawListing", new { id = draft.Text("id") }, rental);
        Assert.DoesNotContain("WITHDRAWN", await rest, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task WatchAsync(StreamReader reader, string id)
    {
        while (await reader.ReadLineAsync(Stop) is { } line && !line.Contains(id, StringComparison.Ordinal))
        {
        }
    }

    private async Task<IEnumerable<string>> ClientsAsync(string query, string token) =>
        (await _shop.AskAsync(query, token: token)).List("assignments", "edges").Select(edge => edge.GetProperty("node").Text("clientId"));

    private Task<JsonElement> LookAsync(JsonElement listing) =>
        _shop.AskAsync(Inside, new { id = listing.Text("id"), item = listing.GetProperty("item").Text("id") }, Auditor);

    private static bool Seen(JsonElement answer, JsonElement listing)
    {
        var seen = new[]
        {
            answer.GetProperty("listing").ValueKind == JsonValueKind.Object,
            answer.GetProperty("node").ValueKind == JsonValueKind.Object,
            answer.GetProperty("item").ValueKind == JsonValueKind.Object,
            answer.List("listings", "edges").Any(edge => edge.GetProperty("node").Text("id") == listing.Text("id")),
            answer.List("items", "edges").Any(edge => edge.GetProperty("node").Text("id") == listing.GetProperty("item").Text("id")),
        };
        return Assert.Single(seen.Distinct());
    }

    private Task<JsonElement> AssignAsync(string operatorCode, string clientId = "demo-auditor", string? from = null, string? until = null) =>
        DoAsync(new { clientId, operatorId = Id(operatorCode), from, until, idempotencyKey = Shop.Key() });

    private Task<JsonElement> DoAsync(object input) => _shop.DoAsync("assignAuditor", input, _shop.Token(Role.Platform), "assignment { id until }");

    private Task<JsonElement> EndAsync(string id) =>
        _shop.DoAsync("endAssignment", new { assignmentId = id, idempotencyKey = Shop.Key() }, _shop.Token(Role.Platform), "assignment { id until }");

    private string Id(string operatorCode) => OperatorId.From(_shop.OperatorOf(operatorCode)).ToString();
}
