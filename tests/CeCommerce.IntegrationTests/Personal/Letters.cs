using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Personal;

/// <summary>What tests do with recipients again and again, by the documents that the product ships.</summary>
internal sealed class Letters(TestServer server)
{
    private readonly Shop _shop = new(server);

    public Shop Shop => _shop;

    public string Consumer(string name) => _shop.Token(Role.Consumer, consumer: name);

    public string Platform => _shop.Token(Role.Platform);

    public static Dictionary<string, object?> Address(params (string Name, object? Value)[] changes)
    {
        var address = new Dictionary<string, object?>
        {
            ["name"] = "佐藤花子",
            ["nameKana"] = "さとう はなこ",
            ["postalCode"] = "１００－０００１",
            ["prefectureCode"] = "13",
            ["addressLines"] = new[] { "千代田区千代田1-1", "皇居マンション101" },
            ["phone"] = "090-1234-5678",
            ["email"] = "hanako@example.jp",
            ["idempotencyKey"] = Shop.Key(),
        };
        foreach (var (name, value) in changes)
        {
            address[name] = value;
        }

        return address;
    }

    public async Task<JsonElement> SaveAsync(string token, params (string Name, object? Value)[] changes) =>
        (await RunAsync("SaveRecipient", new { input = Address(changes) }, token)).GetProperty("saveRecipient");

    /// <summary>The id of a recipient that was saved.</summary>
    public async Task<string> SavedAsync(string token, params (string Name, object? Value)[] changes)
    {
        var saved = await SaveAsync(token, changes);
        Assert.True(saved.GetProperty("errors").GetArrayLength() == 0, saved.ToString());
        return saved.GetProperty("recipient").Text("id");
    }

    public async Task<JsonElement> EraseAsync(string token, object? subject = null, string? key = null, bool confirm = true) =>
        (await RunAsync("ErasePersonalData", new { input = new { confirm, subject, idempotencyKey = key ?? Shop.Key() } }, token)).GetProperty("erasePersonalData");

    public async Task<JsonElement> RecipientAsync(string id, string token, string? reason = null, string? caseNumber = null) =>
        (await RunAsync("Recipient", new { id, reason, caseNumber }, token)).GetProperty("recipient");

    /// <summary>The outcome of reading it, and the name that was read.</summary>
    public async Task<(string Outcome, string? Name)> ReadAsync(string id, string token, string? reason = null, string? caseNumber = null)
    {
        var reading = (await RecipientAsync(id, token, reason, caseNumber)).GetProperty("reading");
        return (reading.Text("outcome"), reading.GetProperty("address") is { ValueKind: JsonValueKind.Object } address ? address.Text("name") : null);
    }

    public async Task<List<JsonElement>> OwnAsync(string token) => [.. (await RunAsync("Recipients", new { first = 50 }, token)).List("recipients", "nodes")];

    public async Task<JsonElement> RunAsync(string operation, object variables, string token)
    {
        var document = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "graphql", "operations", "personal", operation + ".graphql"), TestContext.Current.CancellationToken);
        return await _shop.AskAsync(document, variables, token);
    }
}
