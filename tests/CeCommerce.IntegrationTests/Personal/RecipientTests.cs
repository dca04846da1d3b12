using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Personal;
using CeCommerce.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CeCommerce.IntegrationTests.Personal;

public sealed class RecipientTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Letters _letters = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private string Token => _letters.Consumer(_name);

    [Fact]
    public async Task What_a_consumer_saved_they_read_in_one_form()
    {
        var id = await _letters.SavedAsync(Token);
        var recipient = await _letters.RecipientAsync(id, Token);
        var address = recipient.GetProperty("reading").GetProperty("address");
        Assert.Equal(
            """{"name":"佐藤花子","nameKana":"サトウ ハナコ","postalCode":"1000001","prefectureCode":"13","addressLines":["千代田区千代田1-1","皇居マンション101"],"phone":"09012345678","email":"hanako@example.jp"}""",
            JsonSerializer.Serialize(address, CommerceJson.Options));
        Assert.Equal(id, Assert.Single(await _letters.OwnAsync(Token)).Text("id"));
    }

    [Fact]
    public async Task The_same_key_saves_once_and_another_content_under_it_is_refused()
    {
        var key = Shop.Key();
        var id = await _letters.SavedAsync(Token, ("idempotencyKey", key));
        Assert.Equal(id, await _letters.SavedAsync(Token, ("idempotencyKey", key)));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await _letters.SaveAsync(Token, ("idempotencyKey", key), ("name", "鈴木"))).Refusal().Text("code"));
        Assert.Single(await _letters.OwnAsync(Token));
    }

    [Fact]
    public async Task A_recipient_is_replaced_under_its_id()
    {
        var id = await _letters.SavedAsync(Token);
        Assert.Equal(id, await _letters.SavedAsync(Token, ("recipientId", id), ("name", "鈴木一郎"), ("email", null)));
        Assert.Equal(("READ", "鈴木一郎"), await _letters.ReadAsync(id, Token));
        Assert.Single(await _letters.OwnAsync(Token));
    }

    [Fact]
    public async Task Nobody_elses_recipient_is_replaced_or_known_of()
    {
        var id = await _letters.SavedAsync(Token);
        var stranger = _letters.Consumer("stranger");
        Assert.Equal("RECIPIENT_NOT_FOUND", (await _letters.SaveAsync(stranger, ("recipientId", id))).Refusal().Text("code"));
        foreach (var token in new[] { stranger, _letters.Shop.Token(Role.Operator, DemoOperators.Refurbisher) })
        {
            Assert.Equal(JsonValueKind.Null, (await _letters.RecipientAsync(id, token)).ValueKind);
        }

        foreach (var token in new[] { _letters.Shop.Refurbisher, _letters.Shop.Token(Role.Auditor) })
        {
            var answer = await server.GraphQLAsync("query($id: ID!) { recipient(id: $id) { id } node(id: $id) { id } }", new { id }, token);
            Assert.Equal("FORBIDDEN", answer.Fault());
            Assert.DoesNotContain(id, answer.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_operator_reads_what_a_feature_says_that_they_have_to_send_to()
    {
        var (id, other) = (await _letters.SavedAsync(Token), await _letters.SavedAsync(Token));
        var tenant = _letters.Shop.OperatorOf(DemoOperators.Refurbisher);
        await using var scope = server.Services.CreateAsyncScope();
        var reader = ActivatorUtilities.CreateInstance<RecipientReader>(scope.ServiceProvider, (IEnumerable<IRecipientReferences>)[new Parcels(tenant, TypedId.Parse<RecipientId>(id))]);
        var caller = new Caller(Role.Operator, null, tenant, "shop", new HashSet<string> { RecipientScopes.Read });
        List<RecipientId> asked = [TypedId.Parse<RecipientId>(id), TypedId.Parse<RecipientId>(other)];
        var readings = await reader.ReadAsync(asked, caller, null, TestContext.Current.CancellationToken);
        Assert.Equal([RecipientReadOutcome.Read, RecipientReadOutcome.NotAllowed], asked.Select(one => readings[one].Outcome));
        Assert.Equal("佐藤花子", readings[asked[0]].Address!.Name);
        Assert.Equal([$"shop/Operator/{tenant:N} Fulfilment "], Reads(id));
    }

    [Fact]
    public async Task The_platform_reads_with_a_reason_and_every_reading_is_on_record_without_a_word_of_it()
    {
        var id = await _letters.SavedAsync(Token);
        Assert.Equal(("REASON_NEEDED", null), await _letters.ReadAsync(id, _letters.Platform));
        Assert.Equal(("REASON_NEEDED", null), await _letters.ReadAsync(id, _letters.Platform, "DELIVERY"));
        Assert.Equal(("REASON_NEEDED", null), await _letters.ReadAsync(id, _letters.Platform, "DELIVERY", "佐藤さんの件"));
        Assert.Equal(("READ", "佐藤花子"), await _letters.ReadAsync(id, _letters.Platform, "DELIVERY", "T-77"));
        Assert.Equal(("READ", "佐藤花子"), await _letters.ReadAsync(id, Token));
        Assert.Equal(["Platform Delivery T-77", "Consumer Own "], Reads(id).Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task Looking_at_the_list_without_reading_puts_nothing_on_record()
    {
        var id = await _letters.SavedAsync(Token);
        await _letters.Shop.AskAsync("{ recipients { nodes { id updatedAt } } }", token: Token);
        Assert.Empty(Reads(id));
        await _letters.OwnAsync(Token);
        Assert.Single(Reads(id));
    }

    [Fact]
    public async Task Reads_are_neither_changed_nor_deleted_before_their_time()
    {
        var id = await _letters.SavedAsync(Token);
        await _letters.ReadAsync(id, Token);
        foreach (var sql in new[] { "UPDATE personal.reads SET reader = 'x'", "DELETE FROM personal.reads", "TRUNCATE personal.reads", "DELETE FROM personal.erasures" })
        {
            Assert.Throws<PostgresException>(() => _letters.Shop.Scalar(sql));
        }

        _letters.Shop.Scalar(
            "INSERT INTO personal.reads (id, recipient_id, at, reader, purpose) VALUES (gen_random_uuid(), $1, now() - interval '4 years', 'old', 'Own')",
            TypedId.Parse<RecipientId>(id).Value);
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Erasures>().RoundAsync(TestContext.Current.CancellationToken);
        Assert.Single(Reads(id));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var refused = await _letters.SaveAsync(Token, ("postalCode", "12"), ("prefectureCode", "48"), ("phone", "x"), ("email", "x"), ("nameKana", "x"), ("addressLines", Array.Empty<string>()), ("name", " "));
        Assert.Equal(
            ["RECIPIENT_TEXT_INVALID", "NAME_KANA_INVALID", "POSTAL_CODE_INVALID", "PREFECTURE_UNKNOWN", "ADDRESS_LINES_INVALID", "PHONE_INVALID", "EMAIL_INVALID"],
            refused.List("errors").Select(error => error.Text("code")));
    }

    [Fact]
    public async Task A_consumer_keeps_fifty_and_no_more_whoever_comes_at_once()
    {
        for (var i = 0; i < RecipientService.Limit - 2; i++)
        {
            await _letters.SavedAsync(Token);
        }

        var last = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _letters.SaveAsync(Token)));
        Assert.Equal(2, last.Count(saved => saved.GetProperty("errors").GetArrayLength() == 0));
        Assert.All(last.Where(saved => saved.GetProperty("errors").GetArrayLength() > 0), saved => Assert.Equal("TOO_MANY_RECIPIENTS", saved.Refusal().Text("code")));
    }

    private List<string> Reads(string id)
    {
        using var source = NpgsqlDataSource.Create(server.ConnectionString);
        using var command = source.CreateCommand("SELECT reader || ' ' || purpose || ' ' || coalesce(case_number, '') FROM personal.reads WHERE recipient_id = $1 ORDER BY id");
        command.Parameters.AddWithValue(TypedId.Parse<RecipientId>(id).Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }

    private sealed class Parcels(Guid sender, RecipientId to) : IRecipientReferences
    {
        public Task<IReadOnlyCollection<RecipientId>> OfOperatorAsync(Guid operatorId, IReadOnlyCollection<RecipientId> recipients, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyCollection<RecipientId>>(operatorId == sender ? [to] : []);
    }
}
