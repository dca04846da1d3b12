using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Partners;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Identity.Walk;

/// <summary>
/// Walks every root field of the whole product over HTTP: anonymously, and as strangers with the identifiers of things that belong
/// to somebody else.
/// </summary>
public sealed class AuthorizationWalkTests(WalkServer started) : IClassFixture<WalkServer>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    /// <summary>Root fields that answer without a token. A new one is entered here on purpose, or the walk fails.</summary>
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal)
    {
        "query node", "query nodes", "query listing", "query searchListings", "query operator", "query operators", "query operatorByCode", "query recalls",
        "query ruleEdition", "query statedFacts", "query checkOperator", "query checkOperatorRecord", "query checkLeaseRecord", "query checkBuyback", "query checkContract", "query checkLease", "query checkRepair", "query checkHandOver", "query checkIncident", "query productCategories", "query factDefinitions", "query paymentMethods", "query shippingQuotes", "query platformIssuer", "query platformTerms", "query passport", "subscription listingChanged",
    };

    private readonly Shop _shop = new(started.Server);
    private readonly string _customer = $"customer-{Guid.CreateVersion7():N}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Strangers =>
        ["another operator's refurbisher", "another operator's staff", "consumer of another app", "another consumer", "platform without scope", "another operator's auditor"];

    [Fact]
    public async Task Without_a_token_every_field_that_is_not_public_is_refused()
    {
        var (schema, things) = await PrepareAsync();
        var writer = new DocumentWriter(schema);
        foreach (var (operation, field) in schema.Roots)
        {
            var name = $"{operation} {field.Name}";
            var answers = await AskAsync(operation, Documents(writer, operation, field, things), null);
            AssertNoSecret(name, answers, things);
            if (!Public.Contains(name))
            {
                Assert.All(answers, answer => Assert.True(answer.IsRefused, $"{name} answered without a token: {answer.Body}"));
                Assert.True(
                    answers.Any(answer => answer.IsUnauthenticated),
                    $"{name} never got as far as UNAUTHENTICATED; is a kind of identifier missing in ForeignThings? {answers[0].Body}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_is_shown_nothing_and_changes_nothing(string who)
    {
        var (schema, things) = await PrepareAsync();
        var writer = new DocumentWriter(schema);
        await using var database = NpgsqlDataSource.Create(started.Server.ConnectionString);
        var rows = new ForeignRows(database, things);
        var token = await TokenOfAsync(who);
        var before = await rows.DigestAsync(Stop);
        foreach (var (operation, field) in schema.Roots)
        {
            var name = $"{operation} {field.Name} as {who}";
            var documents = Documents(writer, operation, field, things).ToList();
            var answers = await AskAsync(operation, documents, token);
            AssertNoSecret(name, answers, things);
            if (operation == "mutation")
            {
                Assert.True(before == await rows.DigestAsync(Stop), $"{name} changed what belongs to somebody else.");
                // Where an identifier may be left out, what is the caller's own is meant.
                var accepted = documents.Zip(answers).FirstOrDefault(pair => things.Any(thing => pair.First.Contains(thing.Id, StringComparison.Ordinal)) && !pair.Second.IsRefused).Second;
                Assert.True(accepted is null, $"{name} accepted somebody else's identifier: {accepted?.Body}");
            }
        }
    }

    [Fact]
    public async Task The_walk_would_notice_an_open_door()
    {
        var (schema, things) = await PrepareAsync();
        await using var database = NpgsqlDataSource.Create(started.Server.ConnectionString);
        var writer = new DocumentWriter(schema);
        var platform = _shop.Token(Role.Platform);
        foreach (var field in new[] { "partnerApps", "listings", "items" })
        {
            var (operation, root) = schema.Roots.Single(one => one.Field.Name == field);
            var answers = await AskAsync(operation, Documents(writer, operation, root, things), platform);
            Assert.True(answers.Any(answer => !answer.IsRefused), answers[0].Body.ToString());
        }

        var rows = new ForeignRows(database, things);
        var before = await rows.DigestAsync(Stop);
        var revoke = schema.Roots.Single(root => root.Field.Name == "revokePartnerApp");
        await AskAsync(revoke.Operation, Documents(writer, revoke.Operation, revoke.Field, things), platform);
        Assert.NotEqual(before, await rows.DigestAsync(Stop));
    }

    [Fact]
    public async Task A_token_without_the_scope_cannot_go_round_it_by_node()
    {
        var things = await ForeignThings.MakeAsync(_shop, _customer);
        var own = _shop.Token(Role.Refurbisher, DemoOperators.Refurbisher, scopes: OperatorScopes.Read);
        var ids = things.Select(thing => thing.Id).Where(id => !id.StartsWith("imp", StringComparison.Ordinal) && !id.StartsWith("hld", StringComparison.Ordinal)).ToList();
        var answer = await started.Server.GraphQLAsync("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids }, own);
        var seen = answer.GetProperty("data").List("nodes").Where(node => node.ValueKind == JsonValueKind.Object).Select(node => node.Text("__typename")).Distinct();
        Assert.Equal(["Listing", "Operator", "Recall", "ShippingMethod"], seen.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(things.SelectMany(thing => thing.Secrets), secret => answer.GetRawText().Contains(secret, StringComparison.Ordinal));
    }

    private async Task<(SchemaShape Schema, IReadOnlyList<ForeignThing> Things)> PrepareAsync() =>
        (await SchemaShape.ReadAsync((document, token) => started.Server.GraphQLAsync(document, token: token), null), await ForeignThings.MakeAsync(_shop, _customer));

    private static IEnumerable<string> Documents(DocumentWriter writer, string operation, FieldShape field, IReadOnlyList<ForeignThing> things) => things
        .Take(writer.TakesId(field) ? things.Count : 1)
        .SelectMany(thing => writer.Write(operation, field, thing.Id, optional: true).Concat(writer.Write(operation, field, thing.Id, optional: false)))
        .Distinct(StringComparer.Ordinal);

    private static void AssertNoSecret(string name, IEnumerable<Answer> answers, IEnumerable<ForeignThing> things)
    {
        foreach (var answer in answers)
        {
            Assert.False(answer.IsServerFault, $"{name} failed: {answer.Body}");
            var shown = things.SelectMany(thing => thing.Secrets).FirstOrDefault(answer.Shows);
            Assert.True(shown is null, $"{name} shows {shown}: {answer.Body}");
        }
    }

    /// <summary>Streams that stay silent are waited for together.</summary>
    private async Task<IReadOnlyList<Answer>> AskAsync(string operation, IEnumerable<string> documents, string? token)
    {
        if (operation == "subscription")
        {
            return await Task.WhenAll(documents.Select(document => AskAsync(document, token, stream: true)));
        }

        var answers = new List<Answer>();
        foreach (var document in documents)
        {
            answers.Add(await AskAsync(document, token, stream: false));
        }

        return answers;
    }

    private async Task<Answer> AskAsync(string document, string? token, bool stream)
    {
        var answer = new Answer(await PostAsync(document, token, stream));
        Assert.False(answer.IsBrokenDocument || answer.IsRateLimited, $"The walk wrote a document that is refused: {answer.Body} {document}");
        return answer;
    }

    /// <summary>The answer, or the first event of a stream; a stream that stays silent shows nothing.</summary>
    private async Task<JsonElement> PostAsync(string query, string? token, bool stream)
    {
        if (!stream)
        {
            return await started.Server.GraphQLAsync(query, token: token);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await started.Server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Silence);
        try
        {
            while (await reader.ReadLineAsync(patience.Token) is { } line)
            {
                var json = line.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : line;
                if (json.StartsWith('{'))
                {
                    return JsonDocument.Parse(json).RootElement.Clone();
                }
            }
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            // Nothing came: nothing was shown.
        }

        return JsonDocument.Parse("""{"data":null}""").RootElement.Clone();
    }

    private Task<string> TokenOfAsync(string who) => who switch
    {
        "another operator's refurbisher" => Task.FromResult(_shop.Token(Role.Refurbisher, DemoOperators.Rental)),
        "another operator's staff" => Task.FromResult(_shop.Token(Role.Operator, DemoOperators.Rental)),
        "another consumer" => Task.FromResult(_shop.Token(Role.Consumer, consumer: "stranger")),
        "consumer of another app" => ConsumerOfAnotherAppAsync(),
        "another operator's auditor" => AuditorOfAnotherAsync(),
        _ => Task.FromResult(_shop.Token(Role.Platform, scopes: OperatorScopes.Read)),
    };

    private async Task<string> AuditorOfAnotherAsync()
    {
        await _shop.EndAuditAsync(DemoOperators.Refurbisher);
        return _shop.Token(Role.Auditor);
    }

    private async Task<string> ConsumerOfAnotherAppAsync()
    {
        await using var scope = started.Server.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<PartnerAppService>().RegisterAsync(
            new("Another app", Role.Consumer, null, null, MayActForConsumers: true, TrustedDocumentsOnly: false), Caller.Anonymous, Stop);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["client_id"] = outcome.Value!.App.ClientId!,
            ["client_secret"] = outcome.Value.Secret,
            ["subject_token"] = _customer,
            ["subject_token_type"] = "urn:cecommerce:token-type:consumer-id",
        });
        using var response = await started.Server.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Stop);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).Text("access_token");
    }
}
