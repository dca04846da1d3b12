using System.Text.Json;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Partners;
using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.IntegrationTests.TestKit;

/// <summary>A server that runs, in this process or in one of its own.</summary>
internal interface IRunningServer
{
    string ConnectionString { get; }

    LocalToken Tokens { get; }

    /// <inheritdoc cref="TestServer.GraphQLAsync"/>
    Task<JsonElement> GraphQLAsync(string query, object? variables = null, string? token = null, string? language = null);
}

/// <summary>What tests do with a running server again and again, all of it through GraphQL over HTTP.</summary>
internal sealed class Shop(IRunningServer server)
{
    private const string Verdict = "compliance { verdict packVersion mayPublish findings(unmetOnly: true) { ruleId verdict effect field message remedy rule { status basis { law article } } } }";

    /// <summary>What is selected of a listing when nothing else is said.</summary>
    public const string Listing = "id state title version price { amount } item { id } " + Verdict;

    private const string Errors = "errors { __typename code message path }";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private int _count;

    /// <summary>Where it runs in this process.</summary>
    public TestServer Server => (TestServer)server;

    /// <summary>A token; scopes default to all that the role may have.</summary>
    public string Token(Role role, string? operatorCode = null, string? consumer = null, params string[] scopes) =>
        server.Tokens.Make(new(role, operatorCode is null ? null : OperatorOf(operatorCode), consumer, scopes));

    public string Refurbisher => Token(Role.Refurbisher, DemoOperators.Refurbisher);

    public Guid OperatorOf(string code) => (Guid)Scalar("SELECT id FROM operators.operators WHERE code = $1", code)!;

    public object? Scalar(string sql, params object[] values)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command.ExecuteScalar();
    }

    /// <summary>An air conditioner that meets every rule, with a serial number of its own.</summary>
    public Dictionary<string, object?> Item(params (string Name, object? Value)[] changes) => With(
        new()
        {
            ["category"] = "air_conditioner",
            ["name"] = "エアコン KT-934G",
            ["brand"] = "アオバ電機",
            ["modelNumber"] = "KT-934G",
            ["functionalGrade"] = "F5",
            ["cosmeticGrade"] = "A",
            ["gradeScheme"] = "RMJ2",
            ["prefecture"] = "13",
            ["makerSerial"] = $"SN-{Guid.CreateVersion7():N}",
            ["facts"] = Facts(),
        },
        changes);

    public static List<object> Facts(string year = "2022", string? psePlate = "ROUND")
    {
        List<(string Code, string Value)> facts =
        [
            ("MANUFACTURE_YEAR", year), ("PSE_NOTIFIER", "アオバ電機"), ("DESIGN_STANDARD_USE_PERIOD", "10"),
            ("RECALL_CHECKED_ON", "2026-11-15"), ("RECALL_RESULT", "NONE"), ("MANUAL_PROVIDED", "true"),
            ("TEST_RECORD", "冷房・暖房 30分"),
        ];
        if (psePlate is not null)
        {
            facts.Add(("PSE_MARK", psePlate));
        }

        return [.. facts.Select(fact => new { code = fact.Code, value = fact.Value, source = "INSPECTION" })];
    }

    public static Dictionary<string, object?> Offer(params (string Name, object? Value)[] changes) => With(
        new()
        {
            ["kind"] = "REUSE",
            ["title"] = "【リユース】アオバ電機 エアコン KT-934G 2022年製",
            ["description"] = "動作確認済みです。",
            ["price"] = Yen(29_800),
            ["terms"] = Terms("CARD"),
            ["photos"] = Enumerable.Range(1, 3).Select(n => new { url = $"https://img.example.jp/{n}.jpg" }),
        },
        changes);

    public static object Terms(params string[] paymentMethods) => new
    {
        shippingFee = Yen(0),
        paymentTiming = "AT_ORDER",
        paymentMethods,
        deliveryDays = 3,
        returnPolicy = "到着後8日以内",
        warrantyDays = 90,
    };

    public static object Yen(long amount) => new { amount, currency = "JPY" };

    /// <summary>Runs one mutation with one input and gives its payload.</summary>
    public async Task<JsonElement> DoAsync(string mutation, object input, string? token, string select = "listing { " + Listing + " }", string? language = null)
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input!";
        type = mutation is "publishListing" or "pauseListing" or "withdrawListing" ? "MoveListingInput!" : type;
        var answer = await server.GraphQLAsync($"mutation($input: {type}) {{ {mutation}(input: $input) {{ {select} {Errors} }} }}", new { input }, token, language);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.GetProperty("data").GetProperty(mutation);
    }

    public async Task<JsonElement> AskAsync(string query, object? variables = null, string? token = null, string? language = null)
    {
        var answer = await server.GraphQLAsync(query, variables, token, language);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>A listing as the demo refurbisher sees it now.</summary>
    public async Task<JsonElement> OwnAsync(JsonElement listing, string select = Listing) =>
        (await AskAsync($"query($id: ID!) {{ listing(id: $id) {{ {select} }} }}", new { id = listing.Text("id") }, Refurbisher)).GetProperty("listing");

    /// <summary>Waits for what a worker of the server does in its own time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var waited = TimeSpan.Zero; !await done(); waited += Step)
        {
            Assert.True(waited < Patience, "It did not come about.");
            await Task.Delay(Step, TestContext.Current.CancellationToken);
        }
    }

    public static Guid Uuid(JsonElement thing) => Platform.TypedId.TrySplit(thing.Text("id"), out _, out var value) ? value : Guid.Empty;

    public async Task<JsonElement> DraftAsync(string token, object? item = null, object? offer = null, string? sourceId = null)
    {
        var payload = await DoAsync("draftListing", new { item = item ?? Item(), offer = offer ?? Offer(), sourceId }, token);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("listing");
    }

    /// <summary>Another listing over the item of one that is there already.</summary>
    public async Task<JsonElement> DraftAgainAsync(JsonElement listing)
    {
        var payload = await DoAsync("draftListing", new { itemId = listing.GetProperty("item").Text("id"), offer = Offer() }, Refurbisher);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("listing");
    }

    /// <summary>Holds, confirms, orders and pays as a consumer of the demo app; gives the order.</summary>
    public Task<JsonElement> BuyAsync(JsonElement listing, string consumer = "alice") => BuyWithAsync(listing, Token(Role.Consumer, consumer: consumer));

    /// <inheritdoc cref="BuyAsync"/>
    /// <param name="buyer">The consumer's token.</param>
    public async Task<JsonElement> BuyWithAsync(JsonElement listing, string buyer)
    {
        var placed = await PlaceAsync(listing, buyer, "card_success", "order { id state }");
        Assert.Equal("PAID", placed.GetProperty("order").Text("state"));
        return placed.GetProperty("order");
    }

    /// <summary>Holds, confirms and orders; gives the payload of <c>placeOrder</c>.</summary>
    public async Task<JsonElement> PlaceAsync(JsonElement listing, string buyer, string method, string select)
    {
        var held = await DoAsync("holdListing", new { listingId = listing.Text("id"), idempotencyKey = Key() }, buyer, "hold { id }");
        Assert.True(held.GetProperty("errors").GetArrayLength() == 0, held.ToString());
        var holdId = held.GetProperty("hold").Text("id");
        var shown = await DoAsync("checkout", new { holdId }, buyer, "confirmation { digest }");
        var order = new { holdId, confirmationDigest = shown.GetProperty("confirmation").Text("digest"), paymentMethod = method, idempotencyKey = Key() };
        return await DoAsync("placeOrder", order, buyer, select);
    }

    /// <summary>What is read off the first unit of an order when it is shipped.</summary>
    public string SerialOf(string order) => (string)Scalar(
        "SELECT s.value FROM orders.order_lines l JOIN items.serials s ON s.item_id = l.item_id WHERE l.order_id = $1 ORDER BY l.number, s.namespace LIMIT 1",
        Platform.TypedId.TrySplit(order, out _, out var id) ? id : Guid.Empty)!;

    /// <summary>The demo auditor looks into that operator no more.</summary>
    public async Task EndAuditAsync(string operatorCode)
    {
        var last = Scalar(
            "SELECT id FROM operators.assignments WHERE operator_id = $1 AND client_id = 'demo-auditor' AND until IS NULL", OperatorOf(operatorCode));
        if (last is Guid id)
        {
            var ended = await DoAsync("endAssignment", new { assignmentId = new AssignmentId(id).ToString(), idempotencyKey = Key() }, Token(Role.Platform), "assignment { id }");
            Assert.Empty(ended.List("errors"));
        }
    }

    public static string Key() => Guid.CreateVersion7().ToString();

    /// <summary>States the demo refurbisher's permit anew, with the day on which it ends.</summary>
    public async Task RecordPermitAsync(string validTo)
    {
        var permit = new
        {
            id = OperatorId.From(OperatorOf(DemoOperators.Refurbisher)).ToString(),
            permitNumber = "301010000001",
            commission = 13,
            categories = new[] { "MACHINES_TOOLS", "HOUSEHOLD_GOODS" },
            registeredName = "株式会社デモ再生工房",
            validFrom = "2020-04-01",
            validTo,
        };
        var recorded = await DoAsync("recordLicence", permit, Token(Role.Platform), "operator { id }");
        Assert.Empty(recorded.List("errors"));
    }

    /// <summary>A listing on the shelf; its title gets a number when none is given.</summary>
    public async Task<JsonElement> PublishedAsync(string token, string? title = null, long price = 29_800, string? sourceId = null, string paymentMethod = "CARD")
    {
        title ??= $"【リユース】アオバ電機 エアコン KT-934G 2022年製 {Interlocked.Increment(ref _count)}";
        var draft = await DraftAsync(token, offer: Offer(("title", title), ("price", Yen(price)), ("terms", Terms(paymentMethod))), sourceId: sourceId);
        var payload = await DoAsync("publishListing", new { id = draft.Text("id") }, token);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, payload.ToString());
        return payload.GetProperty("listing");
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> values, (string Name, object? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return values;
    }
}

/// <summary>Short ways into an answer.</summary>
internal static class Answers
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The only refusal of a payload.</summary>
    public static JsonElement Refusal(this JsonElement payload) => Assert.Single(payload.GetProperty("errors").EnumerateArray());

    public static IEnumerable<JsonElement> List(this JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.GetProperty(name)).EnumerateArray();

    /// <summary>The code of the first fault of the request.</summary>
    public static string Fault(this JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").Text("code");
}
